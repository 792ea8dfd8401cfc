// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/mutex.hpp>
#include <heddle/primitives/running.hpp>

namespace heddle {

/// What std::mutex and std::recursive_mutex have in common; the kind is the difference.
template <ObjectKind Kind>
class basic_mutex {
public:
    explicit basic_mutex(Where where = Where::here()) : id_{running("mutex").create<objects::Mutex>(Kind, where)} {}
    explicit basic_mutex(std::string_view name, Where where = Where::here()) : basic_mutex{where} {
        set_name(*this, name);
    }
    basic_mutex(basic_mutex const&) = delete;
    basic_mutex& operator=(basic_mutex const&) = delete;
    /// Destroying a held mutex is a finding.
    ~basic_mutex() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Waits until the mutex is free. The holder of a plain mutex that locks it again waits for ever, and is found.
    void lock(Where where = Where::here()) {
        running("mutex").perform(OperationKind::lock, id_, no_object, never, where);
    }
    bool try_lock(Where where = Where::here()) {
        return running("mutex").perform(OperationKind::try_lock, id_, no_object, 0, where) != 0;
    }
    /// Unlocking a mutex that is free or somebody else's is a finding.
    void unlock(Where where = Where::here()) {
        running("mutex").perform(OperationKind::unlock, id_, no_object, 0, where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    ObjectId id_;
};

/// std::mutex under control.
using mutex = basic_mutex<ObjectKind::mutex>;
/// std::recursive_mutex under control.
using recursive_mutex = basic_mutex<ObjectKind::recursive_mutex>;

}  // namespace heddle
