// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>
#include <heddle/detect/deadlock.hpp>

#include <algorithm>
#include <string>

namespace heddle {

namespace {

constexpr std::size_t most_rows = 32;

class NoticeDeadlock final : public Detector {
public:
    Interest interest() const noexcept override { return Interest::ending; }
    void on_begin(Directory const&) override { fired_ = false; }
    void on_end(Ending ending, std::span<Operation const>) override { fired_ = ending == Ending::deadlock; }
    bool fired() const noexcept override { return fired_; }
    void report(std::vector<Finding>& findings) const override {
        if (fired_) findings.push_back({FindingKind::deadlock, "deadlock: no thread can take a step", {}, 0, 0, 0});
    }

private:
    bool fired_ = false;
};

class ExplainDeadlock final : public Detector {
public:
    void on_begin(Directory const& directory) override {
        waiting_.clear(directory);
        message_.clear();
    }
    void on_event(Event const& event, std::uint64_t) override { waiting_.follow(event); }

    void on_end(Ending ending, std::span<Operation const> pending) override {
        if (ending != Ending::deadlock) return;
        std::vector<ThreadId> stuck;
        for (std::size_t i = 0; i < pending.size(); ++i) {
            if (pending[i].kind != OperationKind::end) stuck.push_back(static_cast<ThreadId>(i));
        }
        // Who merely joins explains nothing: those lines come last.
        std::stable_partition(stuck.begin(), stuck.end(), [&](ThreadId thread) {
            return pending[index(thread)].kind != OperationKind::join;
        });
        Rows rows{{2, 3}};
        waiting_.add_needs(rows, stuck, pending);
        message_ = "deadlock: no thread can take a step" + rows.text("  ", most_rows);
        add_circles(stuck, pending);
        add_lost_notifications(stuck, pending);
    }

    bool fired() const noexcept override { return !message_.empty(); }
    void report(std::vector<Finding>& findings) const override {
        if (fired()) findings.push_back({FindingKind::deadlock, message_, {}, 0, 0, 0});
    }

private:
    /// Each thread waits for at most one other: walking on from a thread either stops or runs into one circle.
    void add_circles(std::vector<ThreadId> const& stuck, std::span<Operation const> pending) {
        std::vector<ThreadId> next(pending.size(), no_thread);
        for (ThreadId const thread : stuck) {
            ThreadId const on = waiting_.need(pending[index(thread)], pending).on;
            if (on != thread && index(on) < pending.size()) next[index(thread)] = on;
        }
        std::vector<ThreadId> seen_from(pending.size(), no_thread);
        for (ThreadId const thread : stuck) {
            ThreadId at = thread;
            while (at != no_thread && seen_from[index(at)] == no_thread) {
                seen_from[index(at)] = thread;
                at = next[index(at)];
            }
            if (at != no_thread && seen_from[index(at)] == thread) add_circle(at, next);
        }
    }

    void add_circle(ThreadId on_it, std::vector<ThreadId> const& next) {
        ThreadId first = on_it;
        for (ThreadId at = next[index(on_it)]; at != on_it; at = next[index(at)]) first = std::min(first, at);
        message_ += "\n  the wait is circular: thread " + std::to_string(index(first));
        std::size_t shown = 0;
        for (ThreadId at = next[index(first)]; at != first; at = next[index(at)]) {
            if (++shown < most_rows) message_ += " -> thread " + std::to_string(index(at));
        }
        if (shown >= most_rows) message_ += " -> ... " + std::to_string(shown - most_rows + 1) + " more";
        message_ += " -> thread " + std::to_string(index(first));
    }

    void add_lost_notifications(std::vector<ThreadId> const& stuck, std::span<Operation const> pending) {
        std::vector<ObjectId> said;
        for (ThreadId const thread : stuck) {
            Operation const& operation = pending[index(thread)];
            bool const notifiable =
                operation.kind == OperationKind::wake || operation.kind == OperationKind::look_again;
            if (!notifiable) continue;
            if (std::find(said.begin(), said.end(), operation.object) != said.end()) continue;
            said.push_back(operation.object);
            message_ += waiting_.lost_notification(operation.object);
        }
    }

    Waiting waiting_;
    std::string message_;
};

}  // namespace

std::unique_ptr<Detector> make_deadlock(Semantics const&, Effort effort) {
    if (effort == Effort::explain) return std::make_unique<ExplainDeadlock>();
    return std::make_unique<NoticeDeadlock>();
}

}  // namespace heddle
