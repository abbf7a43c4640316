// SPDX-License-Identifier: GPL-2.0-or-later
// Which conversations go over which number of a pool: millions of them, some thirty bytes each.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gateway {

/// A conversation is (own number, phone) for what comes in, and (user, phone) for what goes out.
/// The last claim counts; nothing is taken out.
class PairTable {
 public:
  void claim(std::string_view own, std::string_view peer, std::string_view user);

  /// Who has this conversation. The text stays where it is.
  [[nodiscard]] const std::string* user_of(std::string_view own, std::string_view peer) const;
  /// Over which number this user writes to this phone.
  [[nodiscard]] const std::string* own_of(std::string_view user, std::string_view peer) const;

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  using Name = std::uint32_t;  ///< of names_
  using Peer = std::uint64_t;  ///< a number as a number, or else a name

  struct Entry {
    Peer peer;
    Name own;
    Name user;
  };

  /// Finds entries by one of their names and the phone: a table with open addressing.
  class Index {
   public:
    explicit Index(Name Entry::*by) : by_(by) {}
    /// Where the entry is, or nullopt.
    [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<Entry>& entries, Name name,
                                                    Peer peer) const;
    /// Instead of one with the same name and phone.
    void put(const std::vector<Entry>& entries, std::uint32_t at);

   private:
    [[nodiscard]] std::size_t slot_of(const std::vector<Entry>& entries, Name name,
                                      Peer peer) const;
    void grow(const std::vector<Entry>& entries);

    Name Entry::*by_;
    std::vector<std::uint32_t> slots_;  ///< 0: free; else one more than where the entry is
    std::size_t used_ = 0;
  };

  [[nodiscard]] Name make_name(std::string_view text);
  [[nodiscard]] std::optional<Name> name_of(std::string_view text) const;
  [[nodiscard]] std::optional<Peer> peer_of(std::string_view peer) const;
  [[nodiscard]] static std::optional<Peer> number_of(std::string_view peer);

  std::deque<std::string> names_;
  std::unordered_map<std::string_view, Name> numbers_of_names_;
  std::vector<Entry> entries_;
  Index by_own_{&Entry::own};
  Index by_user_{&Entry::user};
};

}  // namespace gateway
