// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>
#include <heddle/core/wording.hpp>
#include <heddle/detect/misuse.hpp>

#include <algorithm>
#include <string>

namespace heddle {

namespace {

bool is_misuse(Misuse misuse) noexcept {
    return misuse != Misuse::none && misuse != Misuse::held_at_end && misuse != Misuse::never_joined;
}

/// What the thread does that it should not, before the name of the object.
char const* deed(OperationKind kind) noexcept {
    switch (kind) {
    case OperationKind::lock:
    case OperationKind::try_lock:
        return "locks";
    case OperationKind::unlock:
        return "unlocks";
    case OperationKind::wait:
        return "waits on";
    case OperationKind::join:
    case OperationKind::timed_join:
        return "joins";
    case OperationKind::destroy:
        return "ends the life of";
    case OperationKind::release:
        return "releases";
    case OperationKind::lock_shared:
    case OperationKind::try_lock_shared:
        return "share-locks";
    case OperationKind::unlock_shared:
        return "share-unlocks";
    case OperationKind::count_down:
        return "counts down";
    case OperationKind::arrive:
    case OperationKind::arrive_and_drop:
        return "arrives at";
    default:
        return name_of(kind);
    }
}

class MisuseDetector final : public Detector {
public:
    explicit MisuseDetector(Effort effort) noexcept : explains_{effort == Effort::explain} {}

    Interest interest() const noexcept override { return explains_ ? Interest::every_event : Interest::troubles; }

    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        seen_.clear();
        fired_ = false;
        if (explains_) waiting_.clear(directory);
    }

    void on_event(Event const& event, std::uint64_t) override {
        if (is_misuse(event.effect.misuse)) {
            fired_ = true;
            if (explains_) add(event.operation, event.effect);
        }
        if (explains_) waiting_.follow(event);
    }

    void on_end(Ending ending, std::span<Operation const> pending) override {
        if (!explains_ || ending != Ending::deadlock) return;
        for (Operation const& operation : pending) {
            if (operation.kind != OperationKind::lock && operation.kind != OperationKind::lock_shared) continue;
            if (directory_->object(operation.object).kind == ObjectKind::recursive_mutex) continue;
            if (!waiting_.holds(operation.thread, operation.object)) continue;
            fired_ = true;
            Effect effect;
            effect.misuse = Misuse::relock;
            effect.other = operation.thread;
            add(operation, effect);
        }
    }

    bool fired() const noexcept override { return fired_; }

    void report(std::vector<Finding>& findings) const override {
        for (Seen const& seen : seen_) findings.push_back({FindingKind::misuse, seen.message, {}, 0, 0, 0});
        if (fired_ && seen_.empty()) findings.push_back({FindingKind::misuse, "misuse", {}, 0, 0, 0});
    }

private:
    struct Seen {
        Misuse misuse;
        ObjectId object;
        Where where;
        std::string message;
    };

    void add(Operation const& operation, Effect const& effect) {
        bool const known = std::any_of(seen_.begin(), seen_.end(), [&](Seen const& seen) {
            return seen.misuse == effect.misuse && seen.object == operation.object
                   && seen.where.key() == operation.where.key();
        });
        if (known) return;
        Rows rows{{2, 3}};
        std::string object = operation.object == no_object ? "nothing" : waiting_.describe(operation.object);
        std::string said = std::string{deed(operation.kind)} + " " + object;
        if (effect.misuse == Misuse::unlock_foreign || effect.misuse == Misuse::destroyed_held) {
            said += ", held by " + directory_->describe(effect.other);
        }
        rows.add({directory_->describe(operation.thread), said, place_of(operation.where)});
        for (Waiting::Hold const& hold : waiting_.holds(operation.object)) {
            if (!hold.where.known()) continue;
            char const* const how = hold.shared ? "has shared it since" : "has held it since";
            rows.add({directory_->describe(hold.thread), how, place_of(hold.where)});
        }
        std::string message = std::string{"misuse: "} + name_of(effect.misuse) + rows.text();
        seen_.push_back({effect.misuse, operation.object, operation.where, std::move(message)});
    }

    Directory const* directory_ = nullptr;
    Waiting waiting_;
    std::vector<Seen> seen_;
    bool explains_;
    bool fired_ = false;
};

}  // namespace

std::unique_ptr<Detector> make_misuse(Semantics const&, Effort effort) {
    return std::make_unique<MisuseDetector>(effort);
}

}  // namespace heddle
