package org.statescope.training.cpu;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fixed number of threads that share the tasks of one job at a time, the caller among them.
///
/// Task i belongs to lane i mod threads, and a lane's tasks are done by one thread in their order,
/// so the division of work does not depend on timing. Fewer threads than lanes may be at work: each
/// then serves several lanes, and because kernels divide their work and their scratch by lanes, no
/// bit of a result depends on how many. A job allocates nothing. Jobs must come from one thread at
/// a time.
final class WorkPool implements AutoCloseable {
  private static final int SPINS = 2000;

  /// A numbered piece of work; pieces may run at the same time.
  interface Task {
    void run(int index);
  }

  private final Worker[] workers;
  private volatile @Nullable Thread caller;
  private @Nullable Task task;
  private int tasks;
  private int working;
  private volatile boolean closed;

  WorkPool(int threads) {
    working = threads;
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].thread.start();
    }
  }

  /// The lanes, and the most threads that can be at work.
  int threads() {
    return workers.length + 1;
  }

  /// Lets only this many threads, the caller's among them, do the next jobs.
  void working(int threads) {
    if (threads < 1 || threads > threads()) {
      throw new IllegalArgumentException(
          "%d threads cannot be at work in a pool of %d".formatted(threads, threads()));
    }
    working = threads;
  }

  /// Runs tasks 0 … count − 1 and returns when all are done.
  ///
  /// @throws RuntimeException what the task of lowest thread number threw
  void run(int count, Task job) {
    if (working == 1 || count == 1) {
      for (int i = 0; i < count; i++) {
        job.run(i);
      }
      return;
    }
    task = job;
    tasks = count;
    caller = Thread.currentThread();
    for (int i = 0; i < working - 1; i++) {
      workers[i].wanted++;
      LockSupport.unpark(workers[i].thread);
    }
    RuntimeException failure = share(0);
    for (int i = 0; i < working - 1; i++) {
      workers[i].await();
      if (failure == null) {
        failure = workers[i].failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /// The first row of part `index` when `rows` are divided into `parts`.
  static int start(int rows, int parts, int index) {
    return (int) ((long) rows * index / parts);
  }

  private @Nullable RuntimeException share(int thread) {
    Task job = task;
    if (job == null) {
      return new IllegalStateException("no job");
    }
    try {
      for (int lane = thread; lane < threads(); lane += working) {
        for (int i = lane; i < tasks; i += threads()) {
          job.run(i);
        }
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker.thread);
    }
  }

  private final class Worker {
    final Thread thread;
    final int number;
    volatile long wanted;
    volatile long done;
    @Nullable RuntimeException failure;

    Worker(int number) {
      this.number = number;
      thread = new Thread(this::serve, "statescope-cpu-" + number);
      thread.setDaemon(true);
    }

    void serve() {
      while (!closed) {
        int spins = SPINS;
        while (done == wanted && !closed) {
          if (spins-- > 0) {
            Thread.onSpinWait();
          } else {
            LockSupport.park(WorkPool.this);
          }
        }
        if (closed) {
          return;
        }
        failure = share(number);
        done = wanted;
        LockSupport.unpark(caller);
      }
    }

    void await() {
      int spins = SPINS;
      while (done != wanted) {
        if (spins-- > 0) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(WorkPool.this);
        }
      }
    }
  }
}
