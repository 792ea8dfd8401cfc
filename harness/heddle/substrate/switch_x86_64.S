/* SPDX-License-Identifier: Apache-2.0 */
/* Leaving one stack for another, System V ABI, x86-64.
 *
 *   uint64_t heddle_switch(void** saved, void* target, uint64_t value)
 *   uint64_t heddle_switch_throw(void** saved, void* target)
 *
 * What a call preserves goes on the stack: six registers, mxcsr and the x87 control word. The way out is pop and jmp: a ret
 * would miss the return predictor every time and cost four times the whole switch. A control word is written back only
 * when it differs; of mxcsr only the control bits count, for writing the sticky ones is slow. */
    .intel_syntax noprefix
    .text

    .macro SAVE
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    sub rsp, 8
    stmxcsr [rsp]
    fnstcw [rsp + 4]
    mov eax, [rsp]
    movzx ecx, word ptr [rsp + 4]
    mov [rdi], rsp
    mov rsp, rsi
    xor eax, [rsp]
    test eax, 0xffc0
    jz 1f
    ldmxcsr [rsp]
1:  cmp cx, word ptr [rsp + 4]
    je 2f
    fldcw [rsp + 4]
2:  add rsp, 8
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    .endm

    .globl heddle_switch
    .type heddle_switch, @function
    .p2align 4
heddle_switch:
    .cfi_startproc
    SAVE
    mov rax, rdx
    pop rcx
    jmp rcx
    .cfi_endproc
    .size heddle_switch, . - heddle_switch

    .globl heddle_switch_throw
    .type heddle_switch_throw, @function
    .p2align 4
heddle_switch_throw:
    .cfi_startproc
    SAVE
    /* The return address stays where it is: to the unwinder the thrower was called from there. */
    jmp heddle_throw_abandoned
    .cfi_endproc
    .size heddle_switch_throw, . - heddle_switch_throw

/* The first frame of a fiber: rbx is the entry, r12 its argument. The unwinder stops here. */
    .globl heddle_fiber_entry
    .type heddle_fiber_entry, @function
    .p2align 4
heddle_fiber_entry:
    .cfi_startproc
    .cfi_undefined rip
    mov rdi, rbx
    mov rsi, r12
    call heddle_fiber_begin
    ud2
    .cfi_endproc
    .size heddle_fiber_entry, . - heddle_fiber_entry

    .section .note.GNU-stack, "", @progbits
