/* Variables. Those that commands are to have are in the environment, the others only here. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sh.h"

struct variable {
    struct variable *next;
    char *name, *value;
};

static struct variable *variables;

char **arguments;
int argument_count;

static struct variable **find(const char *name)
{
    struct variable **place = &variables;

    while (*place && strcmp((*place)->name, name) != 0)
        place = &(*place)->next;
    return place;
}

/* What a sign stands for: $? $$ $! $#; the text is there until the next call. */
static const char *number_of(char sign)
{
    static char text[12];
    int number = sign == '?' ? status : sign == '$' ? getpid() : sign == '#' ? argument_count : last_background;

    snprintf(text, sizeof text, "%d", number);
    return sign == '!' && number == 0 ? NULL : text;
}

const char *variable(const char *name)
{
    struct variable *own;

    if (isdigit((unsigned char)*name))
        return atoi(name) <= argument_count ? arguments[atoi(name)] : NULL;
    if (strchr("?$#!", *name))
        return number_of(*name);
    own = *find(name);
    return own ? own->value : getenv(name);
}

void variable_set(const char *name, const char *value)
{
    struct variable **place = find(name);

    if (getenv(name)) {
        setenv(name, value, 1);
        return;
    }
    if (!*place) {
        *place = calloc(1, sizeof **place);
        (*place)->name = strdup(name);
    }
    free((*place)->value);
    (*place)->value = strdup(value);
}

static void forget(const char *name)
{
    struct variable **place = find(name), *own = *place;

    if (!own)
        return;
    *place = own->next;
    free(own->name);
    free(own->value);
    free(own);
}

void variable_export(const char *name)
{
    const struct variable *own = *find(name);

    if (own)
        setenv(name, own->value, 1);
    forget(name);
}

void variable_unset(const char *name)
{
    forget(name);
    unsetenv(name);
}

void variable_assign(const char *assignment)
{
    int length = name_length(assignment);

    variable_set(copy_text(assignment, length), expand_one(assignment + length + 1));
}
