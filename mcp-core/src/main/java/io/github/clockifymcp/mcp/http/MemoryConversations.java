package io.github.clockifymcp.mcp.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Conversations between transports of one process.
public final class MemoryConversations implements Conversations {
    private static final Duration KEPT = Duration.ofMinutes(2);

    // Guarded by this.
    private final Map<Name, Talk> talks = new HashMap<>();

    private final AtomicLong claims = new AtomicLong();

    private record Name(String tenant, String session) {}

    /// @param declined who will never want it: what was said concerns what was already there
    private record Kept(Letter letter, long until, Set<Member> declined) {}

    private static final class Talk {
        final List<Member> members = new ArrayList<>();
        final Deque<Kept> letters = new ArrayDeque<>();
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public synchronized Part join(String tenant, String session, Ear ear) {
        Name name = new Name(tenant, session);
        Member member = new Member(name, ear);
        talks.computeIfAbsent(name, first -> new Talk()).members.add(member);
        return member;
    }

    /// How many letters wait.
    public synchronized int waiting() {
        return talks.values().stream().mapToInt(talk -> talk.letters.size()).sum();
    }

    private final class Member implements Part {
        private final Name name;
        private final Ear ear;

        Member(Name name, Ear ear) {
            this.name = name;
            this.ear = ear;
        }

        @Override
        public boolean pass(Letter letter) {
            synchronized (MemoryConversations.this) {
                Talk talk = talks.computeIfAbsent(name, first -> new Talk());
                long now = System.nanoTime();
                talk.letters.removeIf(kept -> now - kept.until() > 0);
                List<Letter> others =
                        talk.letters.stream()
                                .map(Kept::letter)
                                .filter(other -> other.way() == letter.way())
                                .toList();
                int bytes = others.stream().mapToInt(other -> other.message().length()).sum();
                if (others.size() >= MOST || bytes + letter.message().length() > MOST_BYTES) {
                    return false;
                }
                talk.letters.add(new Kept(letter, now + KEPT.toNanos(), new HashSet<>()));
            }
            others().forEach(Member::look);
            return true;
        }

        private List<Member> others() {
            synchronized (MemoryConversations.this) {
                Talk talk = talks.get(name);
                return talk == null
                        ? List.of()
                        : talk.members.stream().filter(member -> member != this).toList();
            }
        }

        /// Takes what it wants, in the order in which it was said.
        private void look() {
            List<Letter> mine = new ArrayList<>();
            synchronized (MemoryConversations.this) {
                Talk talk = talks.get(name);
                if (talk == null) {
                    return;
                }
                Iterator<Kept> letters = talk.letters.iterator();
                while (letters.hasNext()) {
                    Kept kept = letters.next();
                    if (kept.declined().contains(this)) {
                        continue;
                    }
                    if (ear.wants(kept.letter())) {
                        letters.remove();
                        mine.add(kept.letter());
                    } else if (kept.letter().way() == Way.SAID) {
                        kept.declined().add(this);
                    }
                }
            }
            mine.forEach(ear::take);
        }

        @Override
        public long claim() {
            long claim = claims.incrementAndGet();
            others().forEach(member -> member.ear.moved(claim));
            return claim;
        }

        @Override
        public void fetch() {
            look();
        }

        @Override
        public void stir() {
            others().forEach(member -> member.ear.stirred());
        }

        @Override
        public void close() {
            synchronized (MemoryConversations.this) {
                Talk talk = talks.get(name);
                if (talk != null
                        && talk.members.remove(this)
                        && talk.members.isEmpty()
                        && talk.letters.isEmpty()) {
                    talks.remove(name);
                }
            }
        }
    }
}
