// SPDX-License-Identifier: Apache-2.0
// The copy of a mutex that a fork makes.
#include "asked.hpp"

#include <heddle/objects/mutex.hpp>

namespace heddle::asked {
namespace {

using objects::Mutex;

/// An original, its copy, and the step that makes it: of both, the original first.
struct Forked : testing::Test {
    explicit Forked(ObjectKind kind = ObjectKind::mutex) : original{kind}, copied{kind} {
        original.reset();
        copied.reset(Mutex::Origin::fork);
    }
    Effect fork(ThreadId thread) { return fork(thread, original, copied); }
    static Effect fork(ThreadId thread, Mutex& from, Mutex& to) {
        Operation made = operation(thread, Kind::copy);
        made.object = ObjectId{1};
        made.also = ObjectId{2};
        Effect effect;
        from.apply(made, {}, effect);
        to.apply(made, {}, effect);
        return effect;
    }
    static Misuse left_over(Mutex const& mutex) {
        ThreadId holder = no_thread;
        return mutex.leftover(holder);
    }

    Mutex original;
    Mutex copied;
};

struct ForkedRecursive : Forked {
    ForkedRecursive() : Forked{ObjectKind::recursive_mutex} {}
};

TEST_F(Forked, a_free_one_is_free) {
    Effect const effect = fork(ann);
    EXPECT_EQ(effect.result, 0U);
    EXPECT_EQ(effect.other, no_thread);
    EXPECT_EQ(effect.flags, 0U) << "nothing has changed that another thread could notice";
    EXPECT_EQ(copied.ways(untimed(ben, Kind::lock)), one_way);
    take(copied, untimed(ben, Kind::lock));
    EXPECT_EQ(original.ways(untimed(cat, Kind::lock)), one_way) << "they are two";
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), must_wait);
    EXPECT_EQ(left_over(copied), Misuse::none) << "it ends with its process";
}

TEST_F(Forked, a_held_one_is_held_for_ever) {
    take(original, untimed(ann, Kind::lock));
    Effect const effect = fork(ben);
    EXPECT_EQ(effect.result, 1U);
    EXPECT_EQ(effect.other, ann);
    take(original, operation(ann, Kind::unlock));
    EXPECT_EQ(original.ways(untimed(cat, Kind::lock)), one_way);
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), must_wait);
    EXPECT_EQ(copied.ways(operation(cat, Kind::lock, 5)), only_timeout);
    EXPECT_EQ(take(copied, operation(cat, Kind::try_lock)).other, ann);
    EXPECT_EQ(left_over(copied), Misuse::none);
    EXPECT_EQ(take(copied, operation(cat, Kind::destroy)).misuse, Misuse::none);
}

TEST_F(Forked, who_unlocks_what_another_holds_is_told) {
    take(original, untimed(ann, Kind::lock));
    fork(ben);
    EXPECT_EQ(take(copied, operation(cat, Kind::unlock)).misuse, Misuse::unlock_foreign);
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), one_way);
}

TEST_F(Forked, the_holder_itself_forks_and_the_child_unlocks) {
    take(original, untimed(ann, Kind::lock));
    EXPECT_EQ(fork(ann).other, ann);
    EXPECT_EQ(copied.ways(untimed(ben, Kind::lock)), must_wait) << "the child has it already";
    EXPECT_EQ(take(copied, operation(ben, Kind::unlock)).misuse, Misuse::none);
    EXPECT_EQ(take(copied, operation(ben, Kind::unlock)).misuse, Misuse::unlock_free) << "once";
    EXPECT_EQ(copied.ways(untimed(ben, Kind::lock)), one_way);
    take(copied, untimed(ben, Kind::lock));
    EXPECT_EQ(take(copied, operation(cat, Kind::unlock)).misuse, Misuse::unlock_foreign);
    EXPECT_EQ(take(original, operation(ann, Kind::unlock)).misuse, Misuse::none) << "each its own";
}

TEST_F(Forked, a_copy_is_copied_as_it_is) {
    take(original, untimed(ann, Kind::lock));
    fork(ann);
    Mutex grandchild;
    grandchild.reset(Mutex::Origin::fork);
    EXPECT_EQ(fork(ben, copied, grandchild).other, ben) << "the child has it from ann";
    EXPECT_EQ(take(grandchild, operation(cat, Kind::unlock)).misuse, Misuse::none);
    EXPECT_EQ(copied.ways(untimed(ben, Kind::lock)), must_wait) << "two copies";
}

TEST_F(Forked, what_is_made_again_is_no_copy) {
    fork(ann);
    copied.reset();
    take(copied, untimed(ann, Kind::lock));
    EXPECT_EQ(left_over(copied), Misuse::held_at_end);
    EXPECT_EQ(left_over(original), Misuse::none);
}

TEST_F(ForkedRecursive, the_heir_may_lock_again_and_nobody_else) {
    for (int i = 0; i < 2; ++i) take(original, untimed(ann, Kind::lock));
    EXPECT_EQ(fork(ann).result, 2U);
    EXPECT_EQ(copied.ways(untimed(ben, Kind::lock)), one_way);
    take(copied, untimed(ben, Kind::lock));
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), must_wait);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(take(copied, operation(ben, Kind::unlock)).misuse, Misuse::none);
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), one_way);
}

TEST_F(ForkedRecursive, of_another_thread_is_open_to_nobody) {
    take(original, untimed(ann, Kind::lock));
    fork(ben);
    EXPECT_EQ(copied.ways(untimed(cat, Kind::lock)), must_wait);
}

}  // namespace
}  // namespace heddle::asked
