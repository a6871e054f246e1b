/*
 * Starting a program: a new address space is filled from an executable (ELF32) and takes the place of the old one.
 * Until all has gone well, the old one stays as it is, and other threads live on.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "cpu.h"
#include "defs.h"
#include "elf.h"
#include "exec.h"
#include "file.h"
#include "proc.h"

/* Others than segments are among the program headers; this many at most, since all are read in one go. */
#define MAX_PROGRAM_HEADERS 64

/* --- what the executable says of itself --- */

static int is_executable(const struct elf_header *header)
{
    return header->magic == ELF_MAGIC && header->class == ELF_CLASS_32 && header->data == ELF_LITTLE_ENDIAN &&
           header->type == ELF_TYPE_EXECUTABLE && header->machine == ELF_MACHINE_TOY32 &&
           header->program_header_size == sizeof(struct elf_program_header) &&
           header->program_header_count <= MAX_PROGRAM_HEADERS;
}

/* A segment must lie in the file, in the memory of a process, and above the one before it. */
static int segment_fits(const struct elf_program_header *header, const struct program *program, unsigned file_size)
{
    unsigned end = header->address + header->memory_size;

    return header->file_size <= header->memory_size && header->offset <= file_size &&
           header->file_size <= file_size - header->offset && header->address % PAGE_SIZE == 0 &&
           header->address >= USER_BASE && header->address >= program->end && end >= header->address &&
           end <= HEAP_LIMIT;
}

static void add_segment(struct program *program, const struct elf_program_header *header)
{
    struct segment *segment = &program->segments[program->segment_count++];

    segment->address = header->address;
    segment->memory_size = header->memory_size;
    segment->file_offset = header->offset;
    segment->file_size = header->file_size;
    segment->permissions = 0;
    if (header->flags & ELF_WRITE)
        segment->permissions |= PTE_WRITE;
    if (header->flags & ELF_EXECUTE)
        segment->permissions |= PTE_EXECUTE;
    program->end = ROUND_UP(header->address + header->memory_size);
}

/* Reads so many bytes, or says that this is no executable. */
static int read_exactly(struct inode *inode, void *to, unsigned offset, unsigned count)
{
    int result;

    inode_lock(inode);
    result = inode_read(inode, to, offset, count);
    inode_unlock(inode);
    if (result < 0)
        return result;
    return (unsigned)result == count ? 0 : -ENOEXEC;
}

/* What the headers of an executable say, all of it checked: -ENOEXEC for a file that is none, or is damaged. */
static int read_program(struct inode *inode, struct program *program)
{
    struct elf_header header;
    struct elf_program_header segment;
    int i, result = read_exactly(inode, &header, 0, sizeof header);

    if (result < 0)
        return result;
    if (!is_executable(&header))
        return -ENOEXEC;
    memset(program, 0, sizeof *program);
    program->entry = header.entry;
    for (i = 0; i < header.program_header_count; i++) {
        result = read_exactly(inode, &segment, header.program_headers + i * sizeof segment, sizeof segment);
        if (result < 0)
            return result;
        if (segment.type != ELF_LOAD || segment.memory_size == 0)
            continue;
        if (program->segment_count == MAX_SEGMENTS)
            return -ENOEXEC;
        if (!segment_fits(&segment, program, inode->disk.size))
            return -ENOEXEC;
        add_segment(program, &segment);
    }
    return program->segment_count > 0 ? 0 : -ENOEXEC;
}

/* --- the new image --- */

static int load_segment(pte_t *pagedir, struct inode *inode, const struct segment *segment)
{
    unsigned done, piece;
    int result = 0;

    for (done = 0; done < segment->file_size && result == 0; done += piece) {
        char *page = user_pointer(pagedir, segment->address + done, 0);

        if (signal_ends(current_thread))
            return -EINTR;
        piece = segment->file_size - done < PAGE_SIZE ? segment->file_size - done : PAGE_SIZE;
        result = read_exactly(inode, page, segment->file_offset + done, piece);
    }
    return result;
}

/* Loads the program from the disk, into pages that are there already and hold zeros. */
static int load_program(pte_t *pagedir, struct inode *inode, const struct program *program)
{
    int i, result = 0;

    for (i = 0; i < program->segment_count && result == 0; i++)
        result = load_segment(pagedir, inode, &program->segments[i]);
    return result;
}

/* Behind argv and the null pointer at its end. */
static user_address environment_behind(user_address argv, const struct arguments *arguments)
{
    return argv + (arguments->count + 1) * sizeof(user_address);
}

/*
 * Sets up the user stack: the strings at the top, below them the environment's array of pointers, then that of argv.
 * Returns the address of argv; 0 if there is no memory for it.
 */
static user_address setup_arguments(pte_t *pagedir, const struct arguments *arguments)
{
    user_address strings = (USER_TOP - arguments->size) & ~3u, string = strings;
    user_address argv = strings - (arguments->count + arguments->variables + 2) * sizeof string, pointer = argv;
    int i;

    if (user_pages(pagedir, argv, USER_TOP - argv, PTE_WRITE) < 0)
        return 0;
    copyout(pagedir, strings, arguments->strings, arguments->size);
    for (i = 0; i < arguments->count + arguments->variables; i++) {
        if (i == arguments->count)
            pointer = environment_behind(argv, arguments);
        copyout(pagedir, pointer, &string, sizeof string);
        pointer += sizeof string;
        string += strlen(arguments->strings + (string - strings)) + 1;
    }
    return argv; /* the null pointers at the ends of both are there: the stack holds zeros */
}

/*
 * Fills the kernel stack with what return-from-trap is to find there, so that it starts the program. Yours to write: it
 * does nothing yet.
 */
static void setup_trapframe(struct trapframe *tf, user_address entry, int argc, user_address argv)
{
    (void)tf, (void)entry, (void)argc, (void)argv;
}

/* An address space with the program in it. */
static int build_image(struct inode *inode, struct program *program, pte_t **image)
{
    pte_t *pagedir;
    int result = read_program(inode, program);

    if (result < 0)
        return result;
    pagedir = vm_alloc(program);
    if (!pagedir)
        return -ENOMEM;
    result = load_program(pagedir, inode, program);
    if (result < 0)
        vm_free(pagedir);
    *image = pagedir;
    return result;
}

/*
 * Held while a program is loaded: those that are started first are there first, whichever is shorter. A large one takes its
 * time, and the process that it is for can be killed meanwhile, as can those that wait for it.
 */
static struct sleeplock loading;

static int build_image_from(const char *path, struct program *program, pte_t **image)
{
    struct inode *inode;
    int result = lock_take_killable(&loading, "exec");

    if (result < 0)
        return result;
    result = path_lookup(path, 1, &inode);
    if (result == 0) {
        result = S_ISREG(inode->disk.mode) ? build_image(inode, program, image) : -EACCES;
        inode_release(inode);
    }
    lock_release(&loading);
    return result;
}

/* The last part of the path names the process. */
static void set_name(struct proc *p, const char *path)
{
    const char *slash = strrchr(path, '/');

    memset(p->name, 0, NAME_LENGTH);
    strncpy(p->name, slash ? slash + 1 : path, NAME_LENGTH - 1);
}

static void replace_image(struct proc *p, pte_t *image, const struct program *program)
{
    pte_t *old = p->pagedir;

    p->pagedir = image;
    p->heap_start = p->heap_end = program->end;
    p->has_mappings = 0;
    if (p == current)
        vm_use(image);
    vm_free(old);
}

/* Makes a process run the program at a path. Returns argc, which the program finds in a0, or an error. */
int exec(struct proc *p, const char *path, const struct arguments *arguments)
{
    struct program program;
    struct thread *t;
    pte_t *image;
    user_address argv;
    int result = build_image_from(path, &program, &image);

    if (result < 0)
        return result;
    argv = setup_arguments(image, arguments);
    result = argv == 0 ? -ENOMEM : p == current ? thread_become_only() : 0;
    if (result < 0) {
        vm_free(image);
        return result;
    }
    if (p == current)
        mmap_end();
    t = p->threads;
    t->start = t->stack_limit = 0;
    setup_trapframe(t->tf, program.entry, arguments->count, argv);
    t->tf->a2 = environment_behind(argv, arguments);
    set_name(p, path);
    replace_image(p, image, &program);
    file_close_on_exec(p);
    signal_exec(p);
    return arguments->count;
}

/* --- the first program --- */

static char init_path[] = "/bin/init";

/* All three descriptors of the first process are the console; its children have them from it. */
static void open_console(struct proc *p)
{
    struct file *console = file_alloc();

    console->type = FILE_CONSOLE;
    console->readable = console->writable = 1;
    p->files[0] = console;
    p->files[1] = file_again(console);
    p->files[2] = file_again(console);
}

/* Makes the first process, which starts all others. */
void start_init(void)
{
    const struct arguments arguments = {1, 0, sizeof init_path, init_path};
    struct proc *init = proc_create("init");
    int result = init ? exec(init, init_path, &arguments) : -ENOMEM;

    if (result < 0)
        panic("%s cannot be started: error %d", init_path, -result);
    open_console(init);
    init->mask = S_IWGRP | S_IWOTH;
    init->state = ALIVE;
    make_ready(init->threads);
}
