// SPDX-License-Identifier: Apache-2.0
// Channels, pools and ends that were seen hand plain memory over without a report.
#include <heddle/primitives/as_completed.hpp>
#include <heddle/primitives/channel.hpp>
#include <heddle/primitives/thread_pool.hpp>

#include <tests/tsan/hand_over.hpp>

#include <memory>
#include <vector>

namespace heddle::tests {
namespace {

TEST(HandOver, ByAChannel) {
    expect_silence([] {
        channel<int> numbers{1};
        hand_over([&] { numbers.send(1); }, [&] { numbers.receive(); });
    });
}

TEST(HandOver, OfWhatIsSent) {
    expect_silence([] {
        channel<std::unique_ptr<std::string>> boxes{2};
        thread sends{[&] {
            for (int i = 0; i < 5; ++i) boxes.send(std::make_unique<std::string>(100, 'x'));
            boxes.close();
        }};
        std::size_t letters = 0;
        while (auto box = boxes.receive()) {
            (*box)->push_back('y');
            letters += (*box)->size();
        }
        sends.join();
        require(letters == 505);
    });
}

TEST(HandOver, ByTheEndOfAThreadThatWasSeen) {
    expect_silence([] {
        watch_threads();
        std::string data;
        thread child{[&] { data = "a text that is too long to live inside of the string"; }};
        while (child.is_alive()) this_thread::yield();
        data.clear();
        require(enumerate().size() == 1);
        child.join();
    });
}

TEST(HandOver, OfTasksAndTheirResults) {
    expect_silence([] {
        std::string data[3];
        thread_pool pool{2};
        std::vector<future<std::string>> results;
        for (std::string& one : data) {
            results.push_back(pool.submit(
                [&one](std::string const& text) {
                    one = text;
                    return text + text;
                },
                std::string(100, 'x')));
        }
        std::size_t letters = 0;
        for (future<std::string>& done : as_completed(results)) {
            auto const task = static_cast<std::size_t>(&done - results.data());
            letters += done.get().size() + data[task].size();
        }
        require(letters == 900);
    });
}

}  // namespace
}  // namespace heddle::tests
