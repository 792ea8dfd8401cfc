/* SPDX-License-Identifier: Apache-2.0 */
/* Leaving one stack for another, AAPCS64.
 *
 *   uint64_t heddle_switch(void** saved, void* target, uint64_t value)
 *   uint64_t heddle_switch_throw(void** saved, void* target)
 *
 * What a call preserves goes on the stack: x19 to x30, the lower halves of v8 to v15, and fpcr, which is written back only
 * when it differs, for that is slow. Its status bits are a register of their own, fpsr, and are no call's to preserve.
 * The way out is br: a ret would miss the return predictor every time. */
    .text

    .macro SAVE
    sub sp, sp, #176
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    stp x29, x30, [sp, #96]
    stp d8, d9, [sp, #112]
    stp d10, d11, [sp, #128]
    stp d12, d13, [sp, #144]
    stp d14, d15, [sp, #160]
    mrs x9, fpcr
    str x9, [sp]
    mov x10, sp
    str x10, [x0]
    mov sp, x1
    ldr x10, [sp]
    cmp x9, x10
    b.eq 1f
    msr fpcr, x10
1:  ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp x29, x30, [sp, #96]
    ldp d8, d9, [sp, #112]
    ldp d10, d11, [sp, #128]
    ldp d12, d13, [sp, #144]
    ldp d14, d15, [sp, #160]
    add sp, sp, #176
    .endm

    .globl heddle_switch
    .type heddle_switch, %function
    .p2align 4
heddle_switch:
    .cfi_startproc
    SAVE
    mov x0, x2
    br x30
    .cfi_endproc
    .size heddle_switch, . - heddle_switch

    .globl heddle_switch_throw
    .type heddle_switch_throw, %function
    .p2align 4
heddle_switch_throw:
    .cfi_startproc
    SAVE
    /* The return address stays in x30: to the unwinder the thrower was called from there. */
    b heddle_throw_abandoned
    .cfi_endproc
    .size heddle_switch_throw, . - heddle_switch_throw

/* The first frame of a fiber: x19 is the entry, x20 its argument. The unwinder stops here. */
    .globl heddle_fiber_entry
    .type heddle_fiber_entry, %function
    .p2align 4
heddle_fiber_entry:
    .cfi_startproc
    .cfi_undefined x30
    mov x0, x19
    mov x1, x20
    bl heddle_fiber_begin
    udf #0
    .cfi_endproc
    .size heddle_fiber_entry, . - heddle_fiber_entry

    .section .note.GNU-stack, "", %progbits
