#ifndef ALMOST_GUARDED_H
#define ALMOST_GUARDED_H
int almost;
#endif
int outside;
