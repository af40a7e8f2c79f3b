package io.github.clockifymcp.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Many who do something at the same moment.
final class Together {
    private Together() {}

    /// What came of each.
    static <T> List<T> doing(int times, IntFunction<Callable<T>> what) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> begun = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Callable<T> deed = what.apply(i);
                begun.add(
                        threads.submit(() -> {
                            start.await();
                            return deed.call();
                        }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            return results;
        }
    }
}
