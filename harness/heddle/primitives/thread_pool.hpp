// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/completions.hpp>
#include <heddle/primitives/async.hpp>
#include <heddle/primitives/channel.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

/// Says that the workers of a pool are started by start(), and not with it.
struct start_later_t {
    explicit start_later_t() = default;
};
inline constexpr start_later_t start_later{};

/// Threads that do tasks in the order in which they were submitted, and hand the results out through futures. Composed of
/// a channel, threads and futures: no model of its own. Submitting is one step. A worker takes one to take a task, those of the
/// task, and one to set its future; to find that no more will come takes one as well.
class thread_pool {
public:
    /// Starts the workers. Throws std::invalid_argument when there are none.
    explicit thread_pool(std::size_t workers, std::string_view name = {}, Where where = Where::here())
        : thread_pool{workers, start_later, name, where} {
        start(where);
    }
    /// The workers are started by start(): what is submitted before waits for them.
    thread_pool(std::size_t workers, start_later_t, std::string_view name = {}, Where where = Where::here())
        : tasks_{channel<Task>::unbounded, where},
          completions_{running("thread_pool").create<objects::Completions>(ObjectKind::event, where)},
          name_{name},
          doing_(checked(workers)),
          workers_(workers) {
        Unwatched const unwatched;
        std::string const prefix = name.empty() ? "pool" : std::string{name};
        running("thread_pool").directory().set_name(tasks_.id(), prefix + " tasks");
        running("thread_pool").directory().set_name(completions_, prefix + " results");
    }
    thread_pool(thread_pool const&) = delete;
    thread_pool& operator=(thread_pool const&) = delete;
    /// Shuts down, and waits for the workers.
    ~thread_pool() { shutdown(); }

    /// Starts the workers. Throws std::logic_error when they were started.
    void start(Where where = Where::here()) {
        if (std::exchange(started_, true))
            throw std::logic_error("heddle::thread_pool: start() of a pool that was started");
        for (std::size_t i = 0; i < workers_.size(); ++i) workers_[i] = thread{[this, i] { work(i); }, where};
    }

    /// Hands a task in: one step. Its result, or the exception that leaves it, will be in the future; a broken promise when
    /// the pool is destroyed before it was started. Throws std::runtime_error after a shutdown.
    template <class Function>
    requires std::is_invocable_v<std::decay_t<Function>>
    auto submit(Function&& function, Where where = Where::here()) {
        return submit_from(where, std::forward<Function>(function));
    }
    template <class Function, class First, class... Rest>
    requires std::is_invocable_v<std::decay_t<Function>, std::decay_t<First>, std::decay_t<Rest>...>
    auto submit(Function&& function, First&& first, Rest&&... rest) {
        return submit_from(
            {}, std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...);
    }

    /// Takes no more tasks, which is one step the first time. The workers do what was submitted and end; if `wait`, waits for
    /// that: no step, and for one thread to do, which is no worker.
    void shutdown(bool wait = true, Where where = Where::here()) {
        if (!shut_) tasks_.close(where);
        shut_ = true;
        if (!wait) return;
        for (thread& worker : workers_) {
            if (worker.joinable()) worker.join(where);
        }
    }

private:
    struct Doable {
        virtual ~Doable() = default;
        virtual void run() = 0;
    };
    using Task = std::unique_ptr<Doable>;

    template <class R, class Called>
    class TaskOf final : public Doable {
    public:
        template <class... From>
        explicit TaskOf(std::shared_ptr<FutureState<R>> state, Where where, From&&... from)
            : state_{std::move(state)}, call_{std::in_place, std::forward<From>(from)...}, where_{where} {}
        ~TaskOf() override {
            bool const noticed = state_.use_count() > 1;
            if (!ran_ && noticed && active_engine != nullptr) state_->break_promise(where_);
        }
        void run() override {
            ran_ = true;
            state_->set_to_result_of(call_, where_);
        }

    private:
        std::shared_ptr<FutureState<R>> state_;
        Called call_;
        Where where_;
        bool ran_ = false;
    };

    static std::size_t checked(std::size_t workers) {
        if (workers == 0) throw std::invalid_argument("heddle::thread_pool: no workers, so no task would ever be done");
        return workers;
    }

    template <class Function, class... Arguments>
    auto submit_from(Where where, Function&& function, Arguments&&... arguments) {
        using Called = Call<std::decay_t<Function>, std::decay_t<Arguments>...>;
        using R = std::invoke_result_t<std::decay_t<Function>, std::decay_t<Arguments>...>;
        auto state = std::make_shared<FutureState<R>>(where, completions_);
        hand_in(
            std::make_unique<TaskOf<R, Called>>(
                state, where, std::forward<Function>(function), std::forward<Arguments>(arguments)...),
            where);
        return future<R>{std::move(state)};
    }

    void hand_in(Task task, Where where) {
        try {
            tasks_.send(std::move(task), where);
        } catch (channel_closed const&) {
            throw std::runtime_error("heddle::thread_pool: submit() after shutdown(): no worker would do the task");
        }
    }

    /// What a worker does is kept by the pool: an execution that gets stuck drops what is on the stacks of its threads.
    void work(std::size_t worker) {
        this_thread::set_name((name_.empty() ? "worker " : name_ + " worker ") + std::to_string(worker + 1));
        while (std::optional<Task> task = tasks_.receive()) {
            doing_[worker] = std::move(*task);
            task.reset();
            doing_[worker]->run();
            doing_[worker].reset();
        }
    }

    channel<Task> tasks_;
    ObjectId completions_;  ///< in which order the results came to be there
    std::string name_;
    std::vector<Task> doing_;  ///< by worker
    std::vector<thread> workers_;
    bool started_ = false;
    bool shut_ = false;
};

}  // namespace heddle
