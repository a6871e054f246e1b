// Characters that start no token, and literals without an end.
a @ b ` c \ d
“smart” ’quotes’ – dash é naïve
"open
char c = 'x;
"escaped \
#define str(x) #x
str(@)
#define BAD "no end
/* not closed
