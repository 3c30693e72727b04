package org.statescope.app.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The runs that wait, in the order in which they came or were put; immutable. Runs wait for their
/// own device only: the order between two devices means nothing.
///
/// @param waiting no folder twice
public record TrainingQueue(List<QueuedRun> waiting) {
  public static final TrainingQueue EMPTY = new TrainingQueue(List.of());

  public TrainingQueue {
    waiting = List.copyOf(waiting);
    long folders = waiting.stream().map(QueuedRun::folder).distinct().count();
    if (folders != waiting.size()) {
      throw new IllegalArgumentException("A run waits twice in the queue " + waiting + ".");
    }
  }

  /// The queue with these at its end; one that waits already keeps its place.
  public TrainingQueue with(Collection<QueuedRun> added) {
    List<QueuedRun> all = new ArrayList<>(waiting);
    for (QueuedRun run : added) {
      if (all.stream().noneMatch(other -> other.folder().equals(run.folder()))) {
        all.add(run);
      }
    }
    return new TrainingQueue(all);
  }

  /// The queue without the run in this folder.
  public TrainingQueue without(Path folder) {
    return keeping(run -> !run.folder().equals(folder));
  }

  /// The queue of those that pass.
  public TrainingQueue keeping(Predicate<QueuedRun> test) {
    return new TrainingQueue(waiting.stream().filter(test).toList());
  }

  public Optional<QueuedRun> find(Path folder) {
    return waiting.stream().filter(run -> run.folder().equals(folder)).findFirst();
  }

  /// The place of a run among those that wait for the same device, 1 for the next; empty for a run
  /// that does not wait.
  public OptionalInt position(Path folder) {
    return find(folder)
        .map(run -> OptionalInt.of(sameDevice(run.device()).indexOf(run) + 1))
        .orElse(OptionalInt.empty());
  }

  /// The queue with a run moved among those that wait for the same device.
  ///
  /// @param by places towards the end; negative towards the front. At either end it stays
  public TrainingQueue moved(Path folder, int by) {
    Optional<QueuedRun> found = find(folder);
    if (found.isEmpty()) {
      return this;
    }
    List<QueuedRun> peers = new ArrayList<>(sameDevice(found.get().device()));
    int from = peers.indexOf(found.get());
    int to = Math.clamp((long) from + by, 0, peers.size() - 1);
    Collections.rotate(
        peers.subList(Math.min(from, to), Math.max(from, to) + 1), from < to ? -1 : 1);
    if (from == to) {
      return this;
    }
    List<QueuedRun> all = new ArrayList<>(waiting);
    int peer = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).device().equals(found.get().device())) {
        all.set(i, peers.get(peer++));
      }
    }
    return new TrainingQueue(all);
  }

  /// The runs that may begin now.
  ///
  /// @param busy how many runs a device has at work
  /// @param capacity how many it may have
  /// @param ready which runs can begin; one that cannot is passed over
  public List<QueuedRun> next(
      Map<String, Integer> busy, ToIntFunction<String> capacity, Predicate<QueuedRun> ready) {
    Map<String, Integer> taken = new HashMap<>(busy);
    List<QueuedRun> next = new ArrayList<>();
    for (QueuedRun run : waiting) {
      int working = taken.getOrDefault(run.device(), 0);
      if (working < capacity.applyAsInt(run.device()) && ready.test(run)) {
        next.add(run);
        taken.put(run.device(), working + 1);
      }
    }
    return next;
  }

  private List<QueuedRun> sameDevice(String device) {
    return waiting.stream().filter(run -> run.device().equals(device)).toList();
  }
}
