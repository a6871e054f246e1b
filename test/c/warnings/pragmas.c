// Which warnings are told is a matter of where, too.
void before(int a) {} // warning: the parameter 'a' is not used
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
void between(int a) { int b; } // warning: the variable 'b' is not used
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused"
void within(int a) { int b; }
#pragma GCC diagnostic warning "-Wunused-parameter"
void nearest(int a) { int b; } // warning: the parameter 'a' is not used
#pragma GCC diagnostic pop
void back(int a) { int b; } // warning: the variable 'b' is not used
#pragma clang diagnostic pop
#pragma GCC diagnostic error "-Wunused-parameter"
void errors(int a) {} // error: the parameter 'a' is not used
#pragma GCC diagnostic ignored "-Wno-such-thing"
#pragma GCC diagnostic warning "-Wunusde" // warning: there is no warning '-Wunusde'
#pragma GCC diagnostic sometimes "-Wunused" // warning: #pragma GCC diagnostic takes push, pop
_Pragma("GCC diagnostic ignored \"-Wunused-parameter\"")
void quiet(int a) {}
#pragma pack(3) // warning: #pragma pack takes push, pop, or 1, 2, 4, 8 or 16 bytes
#pragma pack 1 // warning: #pragma pack takes push, pop
#pragma pack(push, 1, 2) // warning: #pragma pack takes push, pop
#pragma pack(pop) // warning: there is no #pragma pack(push) for this pop
#pragma pack(push, name, 2)
#pragma pack(pop, other) // warning: there is no #pragma pack(push) for this pop
#pragma pack(pop, name)
