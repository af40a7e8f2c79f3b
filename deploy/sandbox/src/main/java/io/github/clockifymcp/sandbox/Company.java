package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All accounts and workspaces of the sandbox.
final class Company {

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, State> workspaces = new LinkedHashMap<>();
    private final Map<String, Account> keys = new LinkedHashMap<>();
    private final Map<String, Account> addonTokens = new LinkedHashMap<>();
    private int made;

    void add(Account account) {
        accounts.put(account.id(), account);
        String key = account.key();
        if (key != null) {
            keys.put(key, account);
        }
    }

    void add(State workspace) {
        workspaces.put(workspace.id(), workspace);
    }

    /// Lets an add-on act for this account.
    void addToken(String token, Account account) {
        addonTokens.put(token, account);
    }

    Account account(String id) {
        Account account = accounts.get(id);
        if (account == null) {
            throw ApiError.foreign("User");
        }
        return account;
    }

    Optional<Account> byEmail(String email) {
        return accounts.values().stream().filter(a -> a.email().equals(email)).findFirst();
    }

    Optional<Account> byKey(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /// A key is good no more, as when its owner makes another one in their preferences.
    void withdraw(String key) {
        if (keys.remove(key) == null) {
            throw new IllegalArgumentException("Nobody has this key");
        }
    }

    Optional<Account> byAddonToken(String token) {
        return Optional.ofNullable(addonTokens.get(token));
    }

    Map<String, State> workspaces() {
        return workspaces;
    }

    /// Everything in it as text, to compare what is there before with what is there after.
    String contents() {
        StringBuilder all = new StringBuilder(accounts.toString());
        workspaces.values().forEach(workspace -> all.append(workspace.contents()));
        return all.toString();
    }

    /// A request of somebody's ended: what it changed has happened.
    void settle(String userId, Instant now) {
        for (State workspace : workspaces.values()) {
            workspace.history().settle(new Documents(this, workspace), userId, now);
        }
    }

    /// An id for something made after the seed; the same in every run that does the same.
    String newId() {
        made++;
        return Ids.of("made", made);
    }
}
