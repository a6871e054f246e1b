// Conditions that are wrong; each counts as false.
#if
no
#else
yes
#endif
#if 1 +
#endif
#if (1
#endif
#if 1)
#endif
#if 1 2
#endif
#if 1 / 0
#endif
#if 1 ? 2
#endif
#if "string"
#endif
#if 1.5
#endif
#if a = 1
#endif
#if 099 || 0xg || 1z
#endif
#if 99999999999999999999
#endif
#if defined
#endif
#if defined(X
#endif
#if defined 3
#endif
#if ''
#endif
#if @
#endif
#else
#endif
#elif 1
#if 1
#else
#elif 1
#else
#endif
#if f(1
#endif
#ifdef A
#if 1
