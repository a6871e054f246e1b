#pragma once
#define once 2
int from_once;
