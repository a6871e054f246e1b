/* The part that the strto… functions share. */

struct __number {
    unsigned long long value;
    int negative;
    int overflow; /* the value is above `limit`; it is then `limit` */
};

/* Reads an integer as strtoull() does, up to `limit`, and puts where it ends in *end; s itself if there is none. */
struct __number __parse_number(const char *s, const char **end, int base, unsigned long long limit);
