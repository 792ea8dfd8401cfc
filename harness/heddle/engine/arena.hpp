// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace heddle {

/// The models of one execution. Models of past executions are kept and reset: nothing is allocated once each kind has been
/// seen as often as it will be.
class Arena {
public:
    void clear() noexcept {
        for (Pool& pool : pools_) pool.used = 0;
    }

    /// A model of the type, made by Model(kind) if none is left over, then reset(arguments...).
    template <class Model, class... Arguments>
    Model& take(ObjectKind kind, Arguments&&... arguments) {
        Pool& pool = pools_[static_cast<std::size_t>(kind)];
        if (pool.used == pool.models.size()) pool.models.push_back(fresh<Model>(kind));
        auto& model = static_cast<Model&>(*pool.models[pool.used++]);
        model.reset(std::forward<Arguments>(arguments)...);
        return model;
    }

private:
    struct Pool {
        std::vector<std::unique_ptr<Object>> models;
        std::size_t used = 0;
    };

    template <class Model>
    static std::unique_ptr<Object> fresh(ObjectKind kind) {
        if constexpr (std::is_constructible_v<Model, ObjectKind>) {
            return std::make_unique<Model>(kind);
        } else {
            (void)kind;
            return std::make_unique<Model>();
        }
    }

    std::array<Pool, object_kinds> pools_;
};

}  // namespace heddle
