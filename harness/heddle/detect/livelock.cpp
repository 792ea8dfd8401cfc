// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>
#include <heddle/core/wording.hpp>
#include <heddle/detect/livelock.hpp>

#include <string>

namespace heddle {

namespace {

constexpr char const* headline = "livelock: only pollers can move, and nothing will ever change for them";
constexpr std::size_t most_rows = 32;

class NoticeLivelock final : public Detector {
public:
    Interest interest() const noexcept override { return Interest::ending; }
    void on_begin(Directory const&) override { fired_ = false; }
    void on_end(Ending ending, std::span<Operation const>) override { fired_ = ending == Ending::livelock; }
    bool fired() const noexcept override { return fired_; }
    void report(std::vector<Finding>& findings) const override {
        if (fired_) findings.push_back({FindingKind::livelock, headline, {}, 0, 0, 0});
    }

private:
    bool fired_ = false;
};

class ExplainLivelock final : public Detector {
public:
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        waiting_.clear(directory);
        looks_.clear();
        message_.clear();
    }

    void on_event(Event const& event, std::uint64_t) override {
        waiting_.follow(event);
        Operation const& operation = event.operation;
        if (noted(operation.kind) || traits(operation.kind).polite || gives_back(operation.kind)) return;
        if (index(operation.thread) >= looks_.size()) looks_.resize(index(operation.thread) + 1);
        looks_[index(operation.thread)] = event;
    }

    void on_end(Ending ending, std::span<Operation const> pending) override {
        if (ending != Ending::livelock) return;
        Rows rows{{2, 3}};
        std::vector<ThreadId> blocked;
        for (std::size_t i = 0; i < pending.size(); ++i) {
            if (pending[i].kind == OperationKind::end) continue;
            if (waits(pending[i])) {
                blocked.push_back(static_cast<ThreadId>(i));
            } else {
                add_poller(rows, pending[i], static_cast<ThreadId>(i));
            }
        }
        waiting_.add_needs(rows, blocked, pending);
        message_ = headline + rows.text("  ", most_rows);
    }

    bool fired() const noexcept override { return !message_.empty(); }
    void report(std::vector<Finding>& findings) const override {
        if (fired()) findings.push_back({FindingKind::livelock, message_, {}, 0, 0, 0});
    }

private:
    static bool gives_back(OperationKind kind) noexcept {
        return kind == OperationKind::unlock || kind == OperationKind::unlock_shared;
    }

    bool waits(Operation const& operation) const noexcept {
        switch (operation.kind) {
        case OperationKind::lock:
            return waiting_.hold(operation.object).thread != no_thread;
        case OperationKind::lock_shared: {
            Waiting::Hold const& hold = waiting_.hold(operation.object);
            return hold.thread != no_thread && !hold.shared;
        }
        case OperationKind::remove_callback:
        case OperationKind::arrival_wait:
        case OperationKind::join:
        case OperationKind::timed_join:
        case OperationKind::wake:
        case OperationKind::look_again:
        case OperationKind::acquire:
        case OperationKind::event_wait:
        case OperationKind::call_once:
        case OperationKind::await:
        case OperationKind::send:
        case OperationKind::receive:
            return true;
        default:
            return false;
        }
    }

    /// What a poller polls is what it did last that was not a pause.
    void add_poller(Rows& rows, Operation const& pending, ThreadId thread) const {
        bool const looked = index(thread) < looks_.size() && looks_[index(thread)].operation.thread == thread;
        Operation const& operation = looked ? looks_[index(thread)].operation : pending;
        std::string said = "polls";
        if (operation.object != no_object && directory_->object(operation.object).kind != ObjectKind::timer) {
            said += " " + waiting_.describe(operation.object);
        }
        if (looked) said += seen(looks_[index(thread)]);
        rows.add({directory_->describe(thread), said, place_of(operation.where)});
    }

    static std::string seen(Event const& look) {
        OperationKind const kind = look.operation.kind;
        bool const value = kind == OperationKind::atomic_load || kind == OperationKind::load
                           || kind == OperationKind::compare_exchange || kind == OperationKind::exchange
                           || kind == OperationKind::compare_exchange_weak;
        bool const tried = kind == OperationKind::try_lock || kind == OperationKind::try_lock_shared;
        if (tried && !look.effect.has(Effect::acquires) && look.effect.other != no_thread) {
            return ", held by thread " + std::to_string(index(look.effect.other));
        }
        if (kind == OperationKind::is_alive) return ", which stays alive";
        if (!value || look.effect.has(Effect::opaque)) return {};
        return ", which stays " + value_of(look.effect.result, look.effect);
    }

    Directory const* directory_ = nullptr;
    Waiting waiting_;
    std::vector<Event> looks_;  ///< by thread: its last step that was not a pause
    std::string message_;
};

}  // namespace

std::unique_ptr<Detector> make_livelock(Semantics const&, Effort effort) {
    if (effort == Effort::explain) return std::make_unique<ExplainLivelock>();
    return std::make_unique<NoticeLivelock>();
}

}  // namespace heddle
