/* The format of an executable: as much of ELF32 as the kernel reads. */
#ifndef ELF_H
#define ELF_H

#define ELF_MAGIC 0x464c457fu      /* "\177ELF", little-endian */
#define ELF_CLASS_32 1
#define ELF_LITTLE_ENDIAN 1
#define ELF_TYPE_EXECUTABLE 2
#define ELF_MACHINE_TOY32 0x5432

struct elf_header {
    unsigned magic;
    unsigned char class, data, version, padding[9];
    unsigned short type, machine;
    unsigned file_version;
    unsigned entry;
    unsigned program_headers; /* where they start in the file */
    unsigned section_headers;
    unsigned flags;
    unsigned short header_size;
    unsigned short program_header_size, program_header_count;
    unsigned short section_header_size, section_header_count, section_names;
};

#define ELF_LOAD 1 /* the type of a segment that goes into memory */

#define ELF_EXECUTE 1
#define ELF_WRITE 2
#define ELF_READ 4

struct elf_program_header {
    unsigned type;
    unsigned offset; /* in the file */
    unsigned address;
    unsigned physical_address;
    unsigned file_size;
    unsigned memory_size; /* at least file_size; the rest is zero */
    unsigned flags;
    unsigned alignment;
};

#endif
