__FILE__ __LINE__
#line 77 "header"
__FILE__ __LINE__
