/** What the headers of the library declare. Generated from guest/include by `npm run generate`: do not edit. */

/** Names with blanks between them. */
export interface HeaderNames {
  readonly header: string;
  readonly types: string;
  /** Functions, variables and macros. */
  readonly values: string;
}

// prettier-ignore
export const headerNames: readonly HeaderNames[] = [
  {
    header: 'alloca.h',
    types: '',
    values:
      'alloca',
  },
  {
    header: 'assert.h',
    types: '',
    values:
      'assert static_assert',
  },
  {
    header: 'ctype.h',
    types: '',
    values:
      'isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper',
  },
  {
    header: 'dirent.h',
    types: 'DIR',
    values:
      'alphasort closedir opendir readdir rewinddir scandir',
  },
  {
    header: 'err.h',
    types: '',
    values:
      'err errx verr verrx vwarn vwarnx warn warnx',
  },
  {
    header: 'errno.h',
    types: '',
    values:
      'E2BIG EACCES EAGAIN EBADF EBUSY ECHILD EDEADLK EDOM EEXIST EFAULT EFBIG EILSEQ EINTR EINVAL EIO EISDIR ELOOP EMFILE EMLINK ENAMETOOLONG ENFILE ENODEV ENOENT ENOEXEC ENOMEM ENOSPC ENOSYS ENOTDIR ENOTEMPTY ENOTTY ENXIO EOVERFLOW EPERM EPIPE ERANGE EROFS ESPIPE ESRCH ETIMEDOUT EWOULDBLOCK errno',
  },
  {
    header: 'fcntl.h',
    types: '',
    values:
      'FD_CLOEXEC F_DUPFD F_DUPFD_CLOEXEC F_GETFD F_GETFL F_SETFD F_SETFL O_ACCMODE O_APPEND O_CLOEXEC O_CREAT O_DIRECTORY O_EXCL O_NONBLOCK O_RDONLY O_RDWR O_TRUNC O_WRONLY SEEK_CUR SEEK_END SEEK_SET creat fcntl open',
  },
  {
    header: 'float.h',
    types: '',
    values:
      'DBL_DECIMAL_DIG DBL_DIG DBL_EPSILON DBL_HAS_SUBNORM DBL_MANT_DIG DBL_MAX DBL_MAX_10_EXP DBL_MAX_EXP DBL_MIN DBL_MIN_10_EXP DBL_MIN_EXP DBL_TRUE_MIN DECIMAL_DIG FLT_DECIMAL_DIG FLT_DIG FLT_EPSILON FLT_EVAL_METHOD FLT_HAS_SUBNORM FLT_MANT_DIG FLT_MAX FLT_MAX_10_EXP FLT_MAX_EXP FLT_MIN FLT_MIN_10_EXP FLT_MIN_EXP FLT_RADIX FLT_ROUNDS FLT_TRUE_MIN LDBL_DECIMAL_DIG LDBL_DIG LDBL_EPSILON LDBL_HAS_SUBNORM LDBL_MANT_DIG LDBL_MAX LDBL_MAX_10_EXP LDBL_MAX_EXP LDBL_MIN LDBL_MIN_10_EXP LDBL_MIN_EXP LDBL_TRUE_MIN',
  },
  {
    header: 'getopt.h',
    types: '',
    values:
      'getopt_long getopt_long_only no_argument optional_argument required_argument',
  },
  {
    header: 'inttypes.h',
    types: '',
    values:
      'PRIX16 PRIX32 PRIX64 PRIX8 PRIXMAX PRIXPTR PRId16 PRId32 PRId64 PRId8 PRIdMAX PRIdPTR PRIi16 PRIi32 PRIi64 PRIi8 PRIiMAX PRIiPTR PRIo16 PRIo32 PRIo64 PRIo8 PRIoMAX PRIoPTR PRIu16 PRIu32 PRIu64 PRIu8 PRIuMAX PRIuPTR PRIx16 PRIx32 PRIx64 PRIx8 PRIxMAX PRIxPTR SCNd16 SCNd32 SCNd64 SCNd8 SCNdMAX SCNdPTR SCNi16 SCNi32 SCNi64 SCNi8 SCNo16 SCNo32 SCNo64 SCNo8 SCNu16 SCNu32 SCNu64 SCNu8 SCNuMAX SCNuPTR SCNx16 SCNx32 SCNx64 SCNx8 SCNxMAX SCNxPTR strtoimax strtoumax',
  },
  {
    header: 'iso646.h',
    types: '',
    values:
      'and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq',
  },
  {
    header: 'libgen.h',
    types: '',
    values:
      'basename dirname',
  },
  {
    header: 'limits.h',
    types: '',
    values:
      'CHAR_BIT CHAR_MAX CHAR_MIN INT_MAX INT_MIN LLONG_MAX LLONG_MIN LONG_MAX LONG_MIN MB_LEN_MAX NAME_MAX PATH_MAX PIPE_BUF SCHAR_MAX SCHAR_MIN SHRT_MAX SHRT_MIN SSIZE_MAX UCHAR_MAX UINT_MAX ULLONG_MAX ULONG_MAX USHRT_MAX',
  },
  {
    header: 'locale.h',
    types: '',
    values:
      'LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_MONETARY LC_NUMERIC LC_TIME localeconv setlocale',
  },
  {
    header: 'math.h',
    types: 'double_t float_t',
    values:
      'FP_ILOGB0 FP_ILOGBNAN FP_INFINITE FP_NAN FP_NORMAL FP_SUBNORMAL FP_ZERO HUGE_VAL HUGE_VALF HUGE_VALL INFINITY MATH_ERREXCEPT MATH_ERRNO M_1_PI M_2_PI M_2_SQRTPI M_E M_LN10 M_LN2 M_LOG10E M_LOG2E M_PI M_PI_2 M_PI_4 M_SQRT1_2 M_SQRT2 NAN acos acosf acosh asin asinf asinh atan atan2 atan2f atanf atanh cbrt cbrtf ceil ceilf copysign copysignf cos cosf cosh coshf exp exp2 exp2f expf expm1 fabs fabsf fdim floor floorf fmax fmaxf fmin fminf fmod fmodf fpclassify frexp frexpf hypot hypotf ilogb isfinite isgreater isgreaterequal isinf isless islessequal islessgreater isnan isnormal isunordered ldexp ldexpf llrint llround log log10 log10f log1p log2 log2f logb logf lrint lround math_errhandling modf modff nan nearbyint nextafter pow powf remainder rint rintf round roundf scalbn signbit sin sinf sinh sinhf sqrt sqrtf tan tanf tanh tanhf trunc truncf',
  },
  {
    header: 'poll.h',
    types: 'nfds_t',
    values:
      'POLLERR POLLHUP POLLIN POLLNVAL POLLOUT POLLPRI poll',
  },
  {
    header: 'pthread.h',
    types: 'pthread_attr_t pthread_barrier_t pthread_barrierattr_t pthread_cond_t pthread_condattr_t pthread_key_t pthread_mutex_t pthread_mutexattr_t pthread_once_t pthread_rwlock_t pthread_rwlockattr_t pthread_spinlock_t pthread_t',
    values:
      'PTHREAD_BARRIER_SERIAL_THREAD PTHREAD_COND_INITIALIZER PTHREAD_CREATE_DETACHED PTHREAD_CREATE_JOINABLE PTHREAD_DESTRUCTOR_ITERATIONS PTHREAD_KEYS_MAX PTHREAD_MUTEX_DEFAULT PTHREAD_MUTEX_ERRORCHECK PTHREAD_MUTEX_INITIALIZER PTHREAD_MUTEX_NORMAL PTHREAD_MUTEX_RECURSIVE PTHREAD_ONCE_INIT PTHREAD_PROCESS_PRIVATE PTHREAD_PROCESS_SHARED PTHREAD_RWLOCK_INITIALIZER PTHREAD_STACK_MIN pthread_atfork pthread_attr_destroy pthread_attr_getdetachstate pthread_attr_getstack pthread_attr_getstacksize pthread_attr_init pthread_attr_setdetachstate pthread_attr_setstack pthread_attr_setstacksize pthread_barrier_destroy pthread_barrier_init pthread_barrier_wait pthread_cleanup_pop pthread_cleanup_push pthread_cond_broadcast pthread_cond_destroy pthread_cond_init pthread_cond_signal pthread_cond_timedwait pthread_cond_wait pthread_condattr_destroy pthread_condattr_init pthread_condattr_setclock pthread_create pthread_detach pthread_equal pthread_exit pthread_getspecific pthread_join pthread_key_create pthread_key_delete pthread_kill pthread_mutex_destroy pthread_mutex_init pthread_mutex_lock pthread_mutex_timedlock pthread_mutex_trylock pthread_mutex_unlock pthread_mutexattr_destroy pthread_mutexattr_gettype pthread_mutexattr_init pthread_mutexattr_settype pthread_once pthread_rwlock_destroy pthread_rwlock_init pthread_rwlock_rdlock pthread_rwlock_tryrdlock pthread_rwlock_trywrlock pthread_rwlock_unlock pthread_rwlock_wrlock pthread_self pthread_setspecific pthread_sigmask pthread_spin_destroy pthread_spin_init pthread_spin_lock pthread_spin_trylock pthread_spin_unlock pthread_yield',
  },
  {
    header: 'ringside.h',
    types: '',
    values:
      'freepages instructions setlength settickets uptime',
  },
  {
    header: 'sched.h',
    types: 'cpu_set_t',
    values:
      'CPU_CLR CPU_COUNT CPU_ISSET CPU_SET CPU_SETSIZE CPU_ZERO sched_getaffinity sched_getcpu sched_setaffinity sched_yield',
  },
  {
    header: 'semaphore.h',
    types: 'sem_t',
    values:
      'SEM_VALUE_MAX sem_destroy sem_getvalue sem_init sem_post sem_timedwait sem_trywait sem_wait',
  },
  {
    header: 'setjmp.h',
    types: 'jmp_buf sigjmp_buf',
    values:
      'longjmp setjmp siglongjmp sigsetjmp',
  },
  {
    header: 'signal.h',
    types: 'sig_atomic_t sigset_t',
    values:
      'SA_NOCLDSTOP SA_NODEFER SA_RESETHAND SA_RESTART SIG_BLOCK SIG_DFL SIG_ERR SIG_IGN SIG_SETMASK SIG_UNBLOCK kill killpg psignal raise sigaction sigaddset sigdelset sigemptyset sigfillset sigismember signal sigpending sigprocmask sigsuspend',
  },
  {
    header: 'stdalign.h',
    types: '',
    values:
      'alignas alignof',
  },
  {
    header: 'stdarg.h',
    types: 'va_list',
    values:
      'va_arg va_copy va_end va_start',
  },
  {
    header: 'stdatomic.h',
    types: 'atomic_bool atomic_char atomic_char16_t atomic_char32_t atomic_flag atomic_int atomic_int_fast16_t atomic_int_fast32_t atomic_int_fast64_t atomic_int_fast8_t atomic_int_least16_t atomic_int_least32_t atomic_int_least64_t atomic_int_least8_t atomic_intmax_t atomic_intptr_t atomic_llong atomic_long atomic_ptrdiff_t atomic_schar atomic_short atomic_size_t atomic_uchar atomic_uint atomic_uint_fast16_t atomic_uint_fast32_t atomic_uint_fast64_t atomic_uint_fast8_t atomic_uint_least16_t atomic_uint_least32_t atomic_uint_least64_t atomic_uint_least8_t atomic_uintmax_t atomic_uintptr_t atomic_ullong atomic_ulong atomic_ushort atomic_wchar_t memory_order',
    values:
      'ATOMIC_BOOL_LOCK_FREE ATOMIC_CHAR16_T_LOCK_FREE ATOMIC_CHAR32_T_LOCK_FREE ATOMIC_CHAR_LOCK_FREE ATOMIC_FLAG_INIT ATOMIC_INT_LOCK_FREE ATOMIC_LLONG_LOCK_FREE ATOMIC_LONG_LOCK_FREE ATOMIC_POINTER_LOCK_FREE ATOMIC_SHORT_LOCK_FREE ATOMIC_VAR_INIT ATOMIC_WCHAR_T_LOCK_FREE atomic_compare_exchange_strong atomic_compare_exchange_strong_explicit atomic_compare_exchange_weak atomic_compare_exchange_weak_explicit atomic_exchange atomic_exchange_explicit atomic_fetch_add atomic_fetch_add_explicit atomic_fetch_and atomic_fetch_and_explicit atomic_fetch_or atomic_fetch_or_explicit atomic_fetch_sub atomic_fetch_sub_explicit atomic_fetch_xor atomic_fetch_xor_explicit atomic_flag_clear atomic_flag_clear_explicit atomic_flag_test_and_set atomic_flag_test_and_set_explicit atomic_init atomic_is_lock_free atomic_load atomic_load_explicit atomic_signal_fence atomic_store atomic_store_explicit atomic_thread_fence kill_dependency memory_order_acq_rel memory_order_acquire memory_order_consume memory_order_relaxed memory_order_release memory_order_seq_cst',
  },
  {
    header: 'stdbool.h',
    types: '',
    values:
      'bool false true',
  },
  {
    header: 'stddef.h',
    types: 'ptrdiff_t size_t wchar_t',
    values:
      'NULL offsetof',
  },
  {
    header: 'stdint.h',
    types: 'int16_t int32_t int64_t int8_t int_fast16_t int_fast32_t int_fast64_t int_fast8_t int_least16_t int_least32_t int_least64_t int_least8_t intmax_t intptr_t uint16_t uint32_t uint64_t uint8_t uint_fast16_t uint_fast32_t uint_fast64_t uint_fast8_t uint_least16_t uint_least32_t uint_least64_t uint_least8_t uintmax_t uintptr_t',
    values:
      'INT16_C INT16_MAX INT16_MIN INT32_C INT32_MAX INT32_MIN INT64_C INT64_MAX INT64_MIN INT8_C INT8_MAX INT8_MIN INTMAX_C INTMAX_MAX INTMAX_MIN INTPTR_MAX INTPTR_MIN INT_FAST16_MAX INT_FAST16_MIN INT_FAST32_MAX INT_FAST32_MIN INT_FAST64_MAX INT_FAST64_MIN INT_FAST8_MAX INT_FAST8_MIN INT_LEAST16_MAX INT_LEAST16_MIN INT_LEAST32_MAX INT_LEAST32_MIN INT_LEAST64_MAX INT_LEAST64_MIN INT_LEAST8_MAX INT_LEAST8_MIN PTRDIFF_MAX PTRDIFF_MIN SIZE_MAX UINT16_C UINT16_MAX UINT32_C UINT32_MAX UINT64_C UINT64_MAX UINT8_C UINT8_MAX UINTMAX_C UINTMAX_MAX UINTPTR_MAX UINT_FAST16_MAX UINT_FAST32_MAX UINT_FAST64_MAX UINT_FAST8_MAX UINT_LEAST16_MAX UINT_LEAST32_MAX UINT_LEAST64_MAX UINT_LEAST8_MAX WCHAR_MAX WCHAR_MIN',
  },
  {
    header: 'stdio.h',
    types: 'FILE fpos_t',
    values:
      'BUFSIZ EOF FILENAME_MAX FOPEN_MAX L_tmpnam P_tmpdir SEEK_CUR SEEK_END SEEK_SET TMP_MAX asprintf clearerr dprintf fclose fdopen feof ferror fflush fgetc fgetpos fgets fileno flockfile fmemopen fopen fprintf fputc fputs fread freopen fscanf fseek fseeko fsetpos ftell ftello ftrylockfile funlockfile fwrite getc getc_unlocked getchar getchar_unlocked getdelim getline open_memstream pclose perror popen printf putc putc_unlocked putchar putchar_unlocked puts remove rename rewind scanf setbuf setbuffer setlinebuf setvbuf snprintf sprintf sscanf stderr stdin stdout tmpfile tmpnam ungetc vasprintf vdprintf vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf',
  },
  {
    header: 'stdlib.h',
    types: 'div_t ldiv_t lldiv_t',
    values:
      'EXIT_FAILURE EXIT_SUCCESS MB_CUR_MAX RAND_MAX abort abs aligned_alloc at_quick_exit atexit atof atoi atol atoll bsearch calloc clearenv div drand48 erand48 exit free getenv jrand48 labs lcong48 ldiv llabs lldiv lrand48 malloc mblen mbstowcs mbtowc mkdtemp mkstemp mrand48 nrand48 posix_memalign putenv qsort qsort_r quick_exit rand rand_r random realloc realpath seed48 setenv srand srand48 srandom strtod strtof strtol strtold strtoll strtoul strtoull system unsetenv wcstombs wctomb',
  },
  {
    header: 'stdnoreturn.h',
    types: '',
    values:
      'noreturn',
  },
  {
    header: 'string.h',
    types: '',
    values:
      'memccpy memchr memcmp memcpy memmem memmove mempcpy memrchr memset rawmemchr stpcpy stpncpy strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strdup strerror strlcat strlcpy strlen strncat strncmp strncpy strndup strnlen strpbrk strrchr strsep strsignal strspn strstr strtok strtok_r strxfrm',
  },
  {
    header: 'strings.h',
    types: '',
    values:
      'bcmp bcopy bzero ffs ffsl ffsll index rindex strcasecmp strncasecmp',
  },
  {
    header: 'sys/futex.h',
    types: '',
    values:
      'FUTEX_AWAITED FUTEX_BARRIER FUTEX_CONDITION FUTEX_HELD FUTEX_HOLDER FUTEX_LOCK FUTEX_ONCE FUTEX_RWLOCK FUTEX_SEMAPHORE FUTEX_USES FUTEX_WORD',
  },
  {
    header: 'sys/ioctl.h',
    types: '',
    values:
      'TCGETS TCSETS TCSETSF TCSETSW TIOCGPGRP TIOCGWINSZ TIOCSPGRP ioctl',
  },
  {
    header: 'sys/mman.h',
    types: '',
    values:
      'MAP_ANON MAP_ANONYMOUS MAP_FAILED MAP_FIXED MAP_PRIVATE MAP_SHARED MS_ASYNC MS_INVALIDATE MS_SYNC PROT_EXEC PROT_NONE PROT_READ PROT_WRITE mmap mprotect msync munmap',
  },
  {
    header: 'sys/procinfo.h',
    types: '',
    values:
      'PROCINFO_BLOCKED PROCINFO_ENDED PROCINFO_READY PROCINFO_RUNNING PROCINFO_STOPPED procinfo',
  },
  {
    header: 'sys/resource.h',
    types: '',
    values:
      'RUSAGE_CHILDREN RUSAGE_SELF getrusage',
  },
  {
    header: 'sched.h',
    types: '',
    values:
      'SCHEDULERS SYS_SCHEDULERS_H',
  },
  {
    header: 'sys/select.h',
    types: 'fd_set',
    values:
      'FD_CLR FD_ISSET FD_SET FD_SETSIZE FD_ZERO select',
  },
  {
    header: 'signal.h',
    types: '',
    values:
      'NSIG SIGABRT SIGALRM SIGBUS SIGCHLD SIGCONT SIGFPE SIGHUP SIGILL SIGINT SIGKILL SIGNALS SIGPIPE SIGPROF SIGQUIT SIGSEGV SIGSTOP SIGSYS SIGTERM SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ SYS_SIGNALS_H',
  },
  {
    header: 'sys/stat.h',
    types: '',
    values:
      'S_IFCHR S_IFDIR S_IFIFO S_IFLNK S_IFMT S_IFREG S_IRGRP S_IROTH S_IRUSR S_IRWXG S_IRWXO S_IRWXU S_ISCHR S_ISDIR S_ISFIFO S_ISLNK S_ISREG S_IWGRP S_IWOTH S_IWUSR S_IXGRP S_IXOTH S_IXUSR chmod fstat lstat mkdir stat umask',
  },
  {
    header: 'unistd.h',
    types: '',
    values:
      'SYS_SYSCALL_H SYS_alarm SYS_chdir SYS_chmod SYS_close SYS_dup SYS_dup2 SYS_exec SYS_exit SYS_fcntl SYS_fork SYS_freepages SYS_fstat SYS_fsync SYS_ftruncate SYS_futex_wait SYS_futex_wake SYS_getcwd SYS_getpgid SYS_getpid SYS_getppid SYS_getrusage SYS_gettid SYS_ioctl SYS_kill SYS_link SYS_lseek SYS_lstat SYS_mkdir SYS_mmap SYS_mprotect SYS_msync SYS_munmap SYS_open SYS_pause SYS_pipe SYS_poll SYS_pread SYS_procinfo SYS_pwrite SYS_read SYS_readlink SYS_rename SYS_rmdir SYS_sbrk SYS_setlength SYS_setpgid SYS_settickets SYS_sigaction SYS_sigpending SYS_sigprocmask SYS_sigreturn SYS_sigsuspend SYS_sleep SYS_stat SYS_symlink SYS_sync SYS_thread_create SYS_thread_detach SYS_thread_exit SYS_thread_join SYS_thread_kill SYS_truncate SYS_umask SYS_unlink SYS_uptime SYS_wait SYS_waitpid SYS_write SYS_yield',
  },
  {
    header: 'sys/time.h',
    types: '',
    values:
      'gettimeofday',
  },
  {
    header: 'sys/times.h',
    types: '',
    values:
      'times',
  },
  {
    header: 'sys/types.h',
    types: 'clockid_t gid_t id_t ino_t mode_t nlink_t off_t pid_t ssize_t suseconds_t time_t uid_t useconds_t',
    values:
      '',
  },
  {
    header: 'sys/wait.h',
    types: '',
    values:
      'WCOREDUMP WCOREFLAG WEXITSTATUS WIFEXITED WIFSIGNALED WIFSTOPPED WNOHANG WSTOPPED WSTOPSIG WTERMSIG WUNTRACED wait wait3 wait4 waitpid',
  },
  {
    header: 'sysexits.h',
    types: '',
    values:
      'EX_CANTCREAT EX_CONFIG EX_DATAERR EX_IOERR EX_NOHOST EX_NOINPUT EX_NOPERM EX_NOUSER EX_OK EX_OSERR EX_OSFILE EX_PROTOCOL EX_SOFTWARE EX_TEMPFAIL EX_UNAVAILABLE EX_USAGE EX__BASE EX__MAX',
  },
  {
    header: 'termios.h',
    types: 'cc_t tcflag_t',
    values:
      'BRKINT CS8 CSIZE ECHO ECHOE ECHOK ECHONL ICANON ICRNL IEXTEN IGNBRK IGNCR INLCR INPCK ISIG ISTRIP IXON NCCS ONLCR OPOST PARENB PARMRK TCSADRAIN TCSAFLUSH TCSANOW VEOF VERASE VINTR VKILL VMIN VSUSP VTIME VWERASE cfmakeraw tcgetattr tcsetattr',
  },
  {
    header: 'threads.h',
    types: 'cnd_t mtx_t once_flag thrd_start_t thrd_t tss_dtor_t tss_t',
    values:
      'ONCE_FLAG_INIT TSS_DTOR_ITERATIONS call_once cnd_broadcast cnd_destroy cnd_init cnd_signal cnd_timedwait cnd_wait mtx_destroy mtx_init mtx_lock mtx_plain mtx_recursive mtx_timed mtx_timedlock mtx_trylock mtx_unlock thrd_busy thrd_create thrd_current thrd_detach thrd_equal thrd_error thrd_exit thrd_join thrd_nomem thrd_sleep thrd_success thrd_timedout thrd_yield thread_local tss_create tss_delete tss_get tss_set',
  },
  {
    header: 'time.h',
    types: 'clock_t',
    values:
      'CLOCKS_PER_SEC CLOCK_MONOTONIC CLOCK_REALTIME TIME_UTC asctime asctime_r clock clock_gettime ctime ctime_r difftime gmtime gmtime_r localtime localtime_r mktime nanosleep strftime time timegm timespec_get',
  },
  {
    header: 'uchar.h',
    types: 'char16_t char32_t',
    values:
      'c16rtomb c32rtomb mbrtoc16 mbrtoc32',
  },
  {
    header: 'unistd.h',
    types: '',
    values:
      'F_OK R_OK SEEK_CUR SEEK_END SEEK_SET STDERR_FILENO STDIN_FILENO STDOUT_FILENO W_OK X_OK access alarm brk chdir close dup dup2 environ execl execle execlp execv execve execvp execvpe fork fsync ftruncate getcwd getegid geteuid getgid getopt getpagesize getpgid getpgrp getpid getppid gettid getuid isatty link lseek optarg opterr optind optopt pause pipe pread pwrite read readlink rmdir sbrk setpgid sleep symlink sync syscall sysconf tcgetpgrp tcsetpgrp truncate ualarm unlink usleep vfork write',
  },
  {
    header: 'wchar.h',
    types: 'mbstate_t wint_t',
    values:
      'WCHAR_MAX WCHAR_MIN WEOF btowc mbrlen mbrtowc mbsinit mbsrtowcs wcrtomb wcscat wcschr wcscmp wcscpy wcscspn wcsdup wcslen wcsncat wcsncmp wcsncpy wcsnlen wcspbrk wcsrchr wcsrtombs wcsspn wcsstr wcstok wctob wmemchr wmemcmp wmemcpy wmemmove wmemset',
  },
  {
    header: 'wctype.h',
    types: 'wctrans_t wctype_t',
    values:
      'iswalnum iswalpha iswblank iswcntrl iswctype iswdigit iswgraph iswlower iswprint iswpunct iswspace iswupper iswxdigit towctrans towlower towupper wctrans wctype',
  },
];
