// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>
#include <heddle/core/wording.hpp>
#include <heddle/detect/leftover.hpp>

#include <string>

namespace heddle {

namespace {

constexpr std::size_t most_rows = 32;

class LeftoverDetector final : public Detector {
public:
    LeftoverDetector(FindingKind kind, Misuse misuse, char const* headline, Effort effort) noexcept
        : headline_{headline}, kind_{kind}, misuse_{misuse}, explains_{effort == Effort::explain} {}

    Interest interest() const noexcept override { return explains_ ? Interest::every_event : Interest::troubles; }

    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        left_.clear();
        fired_ = false;
        if (explains_) waiting_.clear(directory);
    }

    void on_event(Event const& event, std::uint64_t) override {
        if (event.operation.kind == OperationKind::leftover && event.effect.misuse == misuse_) {
            fired_ = true;
            if (explains_) left_.push_back(event.operation);
        }
        if (explains_) waiting_.follow(event);
    }

    bool fired() const noexcept override { return fired_; }

    void report(std::vector<Finding>& findings) const override {
        if (!fired_) return;
        Rows rows{{2, 3}};
        for (Operation const& operation : left_) add(rows, operation);
        findings.push_back({kind_, headline_ + rows.text("  ", most_rows), {}, 0, 0, 0});
    }

private:
    void add(Rows& rows, Operation const& operation) const {
        std::string const who = directory_->describe(operation.thread);
        if (misuse_ == Misuse::never_joined) {
            Directory::Thread const& thread = directory_->thread(operation.thread);
            std::string const by =
                thread.parent == no_thread ? "" : ", started by " + directory_->describe(thread.parent);
            rows.add({who, "was never joined" + by, place_of(thread.where)});
            return;
        }
        Where const locked = waiting_.hold(operation.object).where;
        rows.add(
            {who, "holds " + directory_->describe(operation.object),
             place_of(locked.known() ? locked : operation.where)});
    }

    Directory const* directory_ = nullptr;
    Waiting waiting_;
    std::vector<Operation> left_;
    std::string headline_;
    FindingKind kind_;
    Misuse misuse_;
    bool explains_;
    bool fired_ = false;
};

}  // namespace

std::unique_ptr<Detector> make_held_at_end(Semantics const&, Effort effort) {
    return std::make_unique<LeftoverDetector>(
        FindingKind::held_at_end, Misuse::held_at_end, "held at end: the execution finished and a mutex is still held",
        effort);
}

std::unique_ptr<Detector> make_never_joined(Semantics const&, Effort effort) {
    return std::make_unique<LeftoverDetector>(
        FindingKind::never_joined, Misuse::never_joined,
        "never joined: the execution finished and a thread was neither joined nor detached", effort);
}

}  // namespace heddle
