// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/thread_exit.hpp>
#include <heddle/substrate/thread_image.hpp>

#include <cxxabi.h>
#include <dlfcn.h>
#include <link.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace heddle {

namespace {

ElfW(Phdr) const* segment_of_thread_locals(dl_phdr_info const& module) {
    for (int i = 0; i < module.dlpi_phnum; ++i) {
        if (module.dlpi_phdr[i].p_type == PT_TLS) return &module.dlpi_phdr[i];
    }
    return nullptr;
}

bool contains(dl_phdr_info const& module, void const* code) {
    auto const address = reinterpret_cast<std::uintptr_t>(code);
    for (int i = 0; i < module.dlpi_phnum; ++i) {
        ElfW(Phdr) const& segment = module.dlpi_phdr[i];
        std::uintptr_t const begin = module.dlpi_addr + segment.p_vaddr;
        if (segment.p_type == PT_LOAD && address - begin < segment.p_memsz) return true;
    }
    return false;
}

void const* the_allocator() { return dlsym(RTLD_DEFAULT, "malloc"); }

bool holds(dl_phdr_info const& module, ElfW(Phdr) const& segment, void const* variable) {
    auto const place = reinterpret_cast<std::uintptr_t>(module.dlpi_tls_data);
    return reinterpret_cast<std::uintptr_t>(variable) - place < segment.p_memsz;
}

/// libc's, and the allocator's if that is another library: they go on over executions.
bool stays(dl_phdr_info const& module, ElfW(Phdr) const& segment) {
    return holds(module, segment, &errno) || contains(module, the_allocator());
}

/// Calls visit(module, segment) for each module that has thread_local variables in this thread by now.
template <class Visit>
void for_each_module(Visit visit) {
    auto const one = [](dl_phdr_info* module, std::size_t, void* context) {
        ElfW(Phdr) const* const segment = segment_of_thread_locals(*module);
        if (segment != nullptr && module->dlpi_tls_data != nullptr) (*static_cast<Visit*>(context))(*module, *segment);
        return 0;
    };
    dl_iterate_phdr(one, &visit);
}

}  // namespace

ThreadImage ThreadImage::of_this_thread() {
    ThreadImage image;
    for_each_module([&](dl_phdr_info const& module, ElfW(Phdr) const& segment) {
        if (stays(module, segment)) return;
        image.blocks_.push_back(
            {static_cast<char*>(module.dlpi_tls_data),
             reinterpret_cast<char const*>(module.dlpi_addr + segment.p_vaddr), segment.p_filesz, segment.p_memsz});
    });
    return image;
}

void ThreadImage::reset() const noexcept {
    for (Block const& block : blocks_) {
        std::memcpy(block.place, block.beginning, block.given);
        std::memset(block.place + block.given, 0, block.size - block.given);
    }
}

std::size_t size_of_thread_locals() {
    std::size_t size = 0;
    for_each_module([&](dl_phdr_info const&, ElfW(Phdr) const& segment) { size += segment.p_memsz + segment.p_align; });
    return size;
}

bool are_there_thread_locals() {
    // Fibers carry the exception state along, and that is the library of its own that the C++ runtime mostly is.
    constexpr std::size_t of_heddle = 3 * sizeof(void*);  // active_engine, last words, what to do at a thread's exit
    bool any = false;
    for_each_module([&](dl_phdr_info const& module, ElfW(Phdr) const& segment) {
        bool const ours = holds(module, segment, place_of_thread_exit());
        if (ours) {
            any = any || segment.p_memsz > of_heddle;
        } else if (!stays(module, segment) && !holds(module, segment, abi::__cxa_get_globals())) {
            any = true;
        }
    });
    return any;
}

std::string why_no_thread_image() {
    std::string why;
    for_each_module([&](dl_phdr_info const& module, ElfW(Phdr) const& segment) {
        bool const program_itself = module.dlpi_name[0] == '\0';
        if (program_itself && stays(module, segment)) {
            why =
                "libc or the allocator is part of the program itself, and keeps its own among the program's variables";
        }
    });
    return why;
}

}  // namespace heddle
