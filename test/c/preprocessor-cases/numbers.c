// Preprocessing numbers and punctuators by the longest match.
1 1.5 .5 1e+5 1e+ 0x1p-3 0xe+1 1_a 1.2.3 12ab. 0b11 1e5e+5 1.e 3..4
a+++b a---b a<<=b>>=c ...  . .. .... ->* <<<=>>>= &&& ||| ^=^ !== !=== %= %:= ## # #### <::> <%%> :: ?:
a->b.c a- >b L"wide" L'w' Lx L u8 "x"y'z'
