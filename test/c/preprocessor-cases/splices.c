// Line splices anywhere, also inside of tokens; comments.
in\
t mai\
n
"a str\
ing" 'c\
' // a comment \
goes on
after
/\
* a comment *\
/ visible
#def\
ine LONG(a, \
         b) a \
  + b
LONG(1, 2) __LINE__
+\
+ 0x\
ff /**/-/**/- a/**/b /* // */ c // /* d
"/* no comment */" '//' "\\" '\\' "\"//"
/* * / ** */ end /***/ of /**// text
#define DIV a/**//b
DIV
