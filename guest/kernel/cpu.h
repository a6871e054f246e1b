/* The privileged instructions and the clock, for C. docs/isa.md tells what each of them does. */
#ifndef CPU_H
#define CPU_H

#include <toy32.h>

/* A device register, by the name of its port in toy32.h. */
#define OUT(port, value) __asm__ volatile("out %0, %1" : : "i"(port), "r"(value) : "memory")
#define IN(variable, port) __asm__ volatile("in %0, %1" : "=r"(variable) : "i"(port) : "memory")

/* A control register, by its name: status, ksp or ptb. */
#define WRITE_CONTROL(name, value) __asm__ volatile("wrcr " #name ", %0" : : "r"(value) : "memory")

/* The low half of the instruction count. */
#define READ_COUNT(variable) __asm__ volatile("rdcount %0" : "=r"(variable))

/* The opcodes of the two instructions that reach a device. */
#define OPCODE_IN 0xc4
#define OPCODE_OUT 0xc5

static inline void load_trap_table(const unsigned *table)
{
    __asm__ volatile("ltt %0" : : "r"(table) : "memory");
}

static inline void interrupts_on(void)
{
    __asm__ volatile("sti" : : : "memory");
}

static inline void interrupts_off(void)
{
    __asm__ volatile("cli" : : : "memory");
}

/* Sleeps until an interrupt is pending, whether interrupts are on or off. */
static inline void wait_for_interrupt(void)
{
    __asm__ volatile("wait" : : : "memory");
}

#endif
