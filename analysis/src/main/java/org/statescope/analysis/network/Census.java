package org.statescope.analysis.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Asks every system of a network the same questions: poles, stability margin, controllability and
/// observability with their Hautus values, the conditions of both Gramians, Hankel singular values.
///
/// - Algorithm: closed forms for real and complex diagonal and for scalar systems, see
///   `DiagonalAnalysis` and `ComplexDiagonalAnalysis`; the methods for single systems otherwise.
/// - Edge cases: a real λ of a complex bank is two equal poles of its real system, which one input
///   cannot control; so is a λ that equals another's conjugate.
/// - Tolerance: for diagonal systems every Hankel singular value has its own relative accuracy, of
///   about n·2⁻⁵⁰ where the signs of bᵢcᵢ are equal and some digits less where they differ; for
///   complex ones cancellation between large bᵢcᵢ takes digits, and [CensusBlock#trustedAbove()]
///   says where it may have taken all; for others see there.
/// - Memory: a workspace for each thread and the blocks that are under way, whatever the size of
///   the network.
/// - Cost: about 9 µs of one core for a diagonal system of order 16, 25 µs for a complex one.
public final class Census {
  private static final int BLOCK = 1024;

  private Census() {}

  /// Whether a census was finished.
  public sealed interface Result {
    /// Every system was asked.
    record Finished(CensusSummary summary) implements Result {}

    /// The monitor ended it.
    ///
    /// @param finished how many systems had been answered
    record Cancelled(long finished) implements Result {}
  }

  private record Task(int layer, SystemBank bank, int first, int count) {}

  /// Takes the census and hands each block on as soon as it is done.
  ///
  /// @param network what to ask
  /// @param tolerance the share of the largest Hankel singular value below which a state counts as
  ///   negligible
  /// @param threads how many threads work
  /// @param sink receives the blocks, one at a time and in no particular order
  /// @param monitor is told the progress and may end the census
  public static Result take(
      SsmNetwork network,
      double tolerance,
      int threads,
      Consumer<CensusBlock> sink,
      CensusMonitor monitor) {
    if (!(tolerance >= 0) || tolerance >= 1) {
      throw new IllegalArgumentException(
          "The tolerance is " + tolerance + " but must be from 0 to less than 1");
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "The number of threads is " + threads + " but must be at least 1");
    }
    List<Task> tasks = tasks(network);
    Run run = new Run(tasks, network.systems(), tolerance, sink, monitor);
    int workers = Math.min(threads, tasks.size());
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> futures = new ArrayList<>(workers);
      for (int i = 0; i < workers; i++) {
        futures.add(executor.submit(run::work));
      }
      for (Future<?> future : futures) {
        await(future, run);
      }
    }
    return run.result();
  }

  /// Takes the census and keeps all blocks, in order; for networks whose answers fit in memory.
  public static List<CensusBlock> blocks(SsmNetwork network, double tolerance, int threads) {
    List<CensusBlock> blocks = new ArrayList<>();
    take(network, tolerance, threads, blocks::add, CensusMonitor.NONE);
    blocks.sort(Comparator.comparingInt(CensusBlock::layer).thenComparingInt(CensusBlock::first));
    return blocks;
  }

  private static void await(Future<?> future, Run run) {
    try {
      future.get();
    } catch (ExecutionException e) {
      run.stop();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("The census failed", e.getCause());
    } catch (InterruptedException _) {
      run.stop();
      Thread.currentThread().interrupt();
    }
  }

  private static List<Task> tasks(SsmNetwork network) {
    List<Task> tasks = new ArrayList<>();
    for (int layer = 0; layer < network.layers().size(); layer++) {
      SystemBank bank = network.layers().get(layer).channels();
      for (int first = 0; first < bank.count(); first += BLOCK) {
        tasks.add(new Task(layer, bank, first, Math.min(BLOCK, bank.count() - first)));
      }
    }
    return tasks;
  }

  /// The state that the threads of one census share.
  private static final class Run {
    private final List<Task> tasks;
    private final long total;
    private final double tolerance;
    private final Consumer<CensusBlock> sink;
    private final CensusMonitor monitor;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean stopped;
    private long finished;
    private CensusSummary summary = CensusSummary.NOTHING;

    Run(
        List<Task> tasks,
        long total,
        double tolerance,
        Consumer<CensusBlock> sink,
        CensusMonitor monitor) {
      this.tasks = tasks;
      this.total = total;
      this.tolerance = tolerance;
      this.sink = sink;
      this.monitor = monitor;
    }

    void work() {
      SystemBank known = null;
      BlockAnalysis analysis = null;
      while (!stopped) {
        int index = next.getAndIncrement();
        if (index >= tasks.size()) {
          return;
        }
        Task task = tasks.get(index);
        if (analysis == null || known != task.bank) {
          known = task.bank;
          analysis = BlockAnalysis.of(task.bank);
        }
        CensusBlock block =
            CensusBlock.empty(task.layer, task.first, task.count, task.bank.order());
        analysis.fill(block);
        hand(block);
      }
    }

    private synchronized void hand(CensusBlock block) {
      if (stopped) {
        return;
      }
      sink.accept(block);
      summary = summary.plus(block, tolerance);
      finished += block.count();
      if (!monitor.progressed(finished, total)) {
        stopped = true;
      }
    }

    void stop() {
      stopped = true;
    }

    synchronized Result result() {
      return finished == total ? new Result.Finished(summary) : new Result.Cancelled(finished);
    }
  }
}
