// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/sqlite_store.h"

#include <utility>

#include "gateway/store/sqlite/errors.h"
#include "gateway/store/sqlite/schema.h"

namespace gateway::sqlite {
namespace {

std::size_t size_of(const Message& message) {
  std::size_t size = sizeof(Message) + message.user.size() + message.body.size();
  for (const auto& url : message.media)
    size += url.size();
  return size;
}

template <class T, class Work>
std::unique_ptr<Request> reading(Work work, Store::Done<T> done) {
  return std::make_unique<Call<T, Work>>(false, sizeof(Call<T, Work>), std::move(work),
                                         std::move(done));
}

template <class T, class Work>
std::unique_ptr<Request> writing(std::size_t bytes, Work work, Store::Done<T> done,
                                 Haste haste = Haste::at_once) {
  return std::make_unique<Call<T, Work>>(true, sizeof(Call<T, Work>) + bytes, std::move(work),
                                         std::move(done), haste);
}

template <class Work>
std::unique_ptr<Request> command(std::size_t bytes, Work work, Store::Done<void> done) {
  return std::make_unique<Command<Work>>(sizeof(Command<Work>) + bytes, std::move(work),
                                         std::move(done));
}

// FULL: a commit is on disk when it returns. The log is written over again from its start once its
// pages are in the file (WriteAheadLog), and stays at most as long as a busy hour made it, up to a
// limit.
constexpr const char* settings = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -8000;
PRAGMA temp_store = FILE;
PRAGMA foreign_keys = OFF;
PRAGMA trusted_schema = OFF;
)";

}  // namespace

SqliteStore::SqliteStore(StoreLock lock, Database database, const Options& options, Post post)
    : lock_(std::move(lock)),
      worker_(std::move(database), options.file, options.group, std::move(post),
              options.on_trouble) {}

tl::expected<std::unique_ptr<SqliteStore>, StoreError> SqliteStore::open(const Options& options,
                                                                         Post post) {
  const auto& file = options.file;
  if (auto checked = check_directory(file); !checked) return tl::unexpected(checked.error());
  if (auto checked = check_writable(file); !checked) return tl::unexpected(checked.error());
  auto lock = lock_store(file);
  if (!lock) return tl::unexpected(lock.error());
  if (auto made = make_private(file); !made) return tl::unexpected(made.error());
  try {
    Database database(file, SQLITE_OPEN_READWRITE);
    if (auto error = not_ours(database, file)) return tl::unexpected(*error);
    if (auto error = find_damage(database, file, options.search_damage_for)) {
      return tl::unexpected(*error);
    }
    database.execute(settings);
    migrate(database, options.now);
    return std::unique_ptr<SqliteStore>(
        new SqliteStore(*std::move(lock), std::move(database), options, std::move(post)));
  } catch (const DatabaseError& error) {
    return tl::unexpected(store_error(error, file));
  }
}

void SqliteStore::add(Message message, Done<Added> done) {
  const auto bytes = size_of(message);
  worker_.ask(writing<Added>(
      bytes,
      [message = std::move(message)](Tables& tables) { return tables.messages.add(message); },
      std::move(done)));
}

void SqliteStore::update(Update update, Done<void> done) {
  const Haste haste = update.can_wait ? Haste::can_wait : Haste::at_once;
  worker_.ask(writing<void>(
      sizeof(Update),
      [update = std::move(update)](Tables& tables) { return tables.messages.update(update); },
      std::move(done), haste));
}

void SqliteStore::select(Select select, Done<std::vector<Message>> done) {
  worker_.ask(reading<std::vector<Message>>(
      [select = std::move(select)](Tables& tables) { return tables.messages.select(select); },
      std::move(done)));
}

void SqliteStore::find(MessageId id, Done<std::optional<Message>> done) {
  worker_.ask(reading<std::optional<Message>>(
      [id](Tables& tables) { return tables.messages.find(id); }, std::move(done)));
}

void SqliteStore::find_by_carrier_id(Direction direction, std::string carrier,
                                     std::string carrier_id, Done<std::optional<Message>> done) {
  worker_.ask(reading<std::optional<Message>>(
      [direction, carrier = std::move(carrier),
       carrier_id = std::move(carrier_id)](Tables& tables) -> std::optional<Message> {
        const auto id = tables.messages.find_by_carrier_id(direction, carrier, carrier_id);
        return id ? tables.messages.find(*id) : std::nullopt;
      },
      std::move(done)));
}

void SqliteStore::count(Direction direction, Done<Counts> done) {
  // Writing: what it adds up may have to be written first.
  worker_.ask(writing<Counts>(
      0, [direction](Tables& tables) { return tables.messages.count(direction); },
      std::move(done)));
}

void SqliteStore::count_of_user(std::string user, Time since, Done<Counts> done) {
  worker_.ask(reading<Counts>(
      [user = std::move(user), since](Tables& tables) {
        return tables.messages.count_of_user(user, since);
      },
      std::move(done)));
}

void SqliteStore::forget_final(Time before, Time accepted_before, Done<std::size_t> done) {
  worker_.ask(writing<std::size_t>(
      0,
      [before, accepted_before](Tables& tables) {
        return tables.messages.forget_final(before, accepted_before);
      },
      std::move(done)));
}

void SqliteStore::put_registration(Registration registration, Done<void> done) {
  const auto bytes = registration.jid.size() + registration.number.size();
  worker_.ask(command(
      bytes,
      [registration = std::move(registration)](Tables& tables) {
        tables.small.put_registration(registration);
      },
      std::move(done)));
}

void SqliteStore::remove_registration(std::string jid, Done<void> done) {
  const auto bytes = jid.size();
  worker_.ask(command(
      bytes, [jid = std::move(jid)](Tables& tables) { tables.small.remove_registration(jid); },
      std::move(done)));
}

void SqliteStore::registrations(Done<std::vector<Registration>> done) {
  worker_.ask(reading<std::vector<Registration>>(
      [](Tables& tables) { return tables.small.registrations(); }, std::move(done)));
}

void SqliteStore::set_blocked(std::string user, std::string peer, bool is_blocked,
                              Done<void> done) {
  const auto bytes = user.size() + peer.size();
  worker_.ask(command(
      bytes,
      [user = std::move(user), peer = std::move(peer), is_blocked](Tables& tables) {
        tables.small.set_blocked(user, peer, is_blocked);
      },
      std::move(done)));
}

void SqliteStore::blocked(Done<std::vector<std::pair<std::string, std::string>>> done) {
  worker_.ask(reading<SmallTables::Pairs>([](Tables& tables) { return tables.small.blocked(); },
                                          std::move(done)));
}

void SqliteStore::put(std::string key, std::string value, Done<void> done) {
  const auto bytes = key.size() + value.size();
  worker_.ask(command(
      bytes,
      [key = std::move(key), value = std::move(value)](Tables& tables) {
        tables.small.put(key, value);
      },
      std::move(done)));
}

void SqliteStore::values(std::string prefix,
                         Done<std::vector<std::pair<std::string, std::string>>> done) {
  worker_.ask(reading<SmallTables::Pairs>(
      [prefix = std::move(prefix)](Tables& tables) { return tables.small.values(prefix); },
      std::move(done)));
}

}  // namespace gateway::sqlite
