package org.statescope.app.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Standing;
import org.statescope.app.workspace.Workspace;

/// Begins the runs that wait as their devices become free. Properties belong to the JavaFX thread.
///
/// A device is taken by every run of the workspace that a trainer works on, whoever started it, by
/// a paused one too, and by one whose trainer was started and has not yet said so. A trainer that
/// dies frees its device; the rest of the queue goes on.
public final class RunQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);
  private static final String PROCESSOR = "cpu";

  private final ReadOnlyObjectWrapper<TrainingQueue> queue = new ReadOnlyObjectWrapper<>();
  private final IntegerProperty cpuRuns = new SimpleIntegerProperty();
  private final ObjectProperty<Optional<String>> held =
      new SimpleObjectProperty<>(Optional.empty());
  private final Map<Path, QueuedRun> starting = new LinkedHashMap<>();
  private final Workspace workspace;
  private final QueueFile file;
  private final TrainerLauncher launcher;
  private final Executor later;
  private final Executor disk;
  private boolean willLook;

  /// @param later runs a task on the JavaFX thread, after what is under way
  /// @param disk writes the file, one task after the other
  public RunQueue(
      Workspace workspace,
      QueueFile file,
      TrainerLauncher launcher,
      Executor later,
      Executor disk) {
    this.workspace = workspace;
    this.file = file;
    this.launcher = launcher;
    this.later = later;
    this.disk = disk;
    QueueFile.Content remembered = file.read();
    queue.set(new TrainingQueue(remembered.waiting()));
    cpuRuns.set(remembered.cpuRuns());
    workspace.runs().addListener((InvalidationListener) change -> look());
    cpuRuns.subscribe(this::save);
    held.subscribe(this::look);
  }

  public ReadOnlyObjectProperty<TrainingQueue> queueProperty() {
    return queue.getReadOnlyProperty();
  }

  public TrainingQueue queue() {
    return queue.get();
  }

  /// How many runs may train on the processor at once; every other device has one.
  public IntegerProperty cpuRunsProperty() {
    return cpuRuns;
  }

  /// Why nothing begins, in a sentence; empty while the queue goes on. Whoever holds it lets it go
  /// on by emptying it.
  public ObjectProperty<Optional<String>> heldProperty() {
    return held;
  }

  public void add(Collection<QueuedRun> runs) {
    set(queue.get().with(runs));
  }

  public void remove(Path folder) {
    set(queue.get().without(folder));
  }

  /// @param by places towards the end; negative towards the front
  public void move(Path folder, int by) {
    set(queue.get().moved(folder, by));
  }

  /// Begins a run that waits now, beside whatever its device has at work.
  public void beginNow(QueuedRun run) {
    if (queue.get().find(run.folder()).isPresent()) {
      begin(run);
      remove(run.folder());
    }
  }

  /// What to call a run that waits.
  public String label(QueuedRun run) {
    return workspace
        .find(run.folder())
        .map(RunEntry::label)
        .orElseGet(() -> String.valueOf(run.folder().getFileName()));
  }

  /// Whether a trainer was started on the run and has not yet said so.
  public boolean isStarting(Path folder) {
    return starting.containsKey(folder);
  }

  private void set(TrainingQueue next) {
    if (!next.equals(queue.get())) {
      queue.set(next);
      save();
    }
    look();
  }

  private void save() {
    QueueFile.Content content = new QueueFile.Content(cpuRuns.get(), queue.get().waiting());
    disk.execute(
        () -> {
          try {
            file.write(content);
          } catch (IOException e) {
            LOG.warn("The queue could not be written", e);
          }
        });
    look();
  }

  /// Looks once, after everything that is arriving has arrived: a run that trains must be known
  /// before one that waits is begun.
  private void look() {
    if (!willLook) {
      willLook = true;
      later.execute(
          () -> {
            willLook = false;
            advance();
          });
    }
  }

  private void advance() {
    starting.keySet().removeIf(folder -> standing(folder) != Standing.QUEUED);
    TrainingQueue rest = queue.get().keeping(run -> !hasBegun(run));
    if (held.get().isEmpty()) {
      for (QueuedRun run : rest.next(busy(), this::capacity, this::isReady)) {
        rest = rest.without(run.folder());
        begin(run);
      }
    }
    if (!rest.equals(queue.get())) {
      queue.set(rest);
      save();
    }
  }

  private void begin(QueuedRun run) {
    starting.put(run.folder(), run);
    launcher.launch(
        run,
        () -> {
          starting.remove(run.folder());
          look();
        },
        sentence -> {
          starting.remove(run.folder());
          List<QueuedRun> first = new ArrayList<>(List.of(run));
          first.addAll(queue.get().waiting());
          held.set(Optional.of(sentence));
          set(new TrainingQueue(first));
        });
  }

  private boolean isReady(QueuedRun run) {
    return standing(run.folder()) == Standing.QUEUED;
  }

  /// Whether somebody else took the run up, or it is over.
  private boolean hasBegun(QueuedRun run) {
    return switch (standing(run.folder())) {
      case QUEUED, UNREADABLE -> false;
      case PREPARING, RUNNING, PAUSED, FINISHED, STOPPED, FAILED, CRASHED -> true;
    };
  }

  /// A run that the workspace does not know yet counts as one that does not read.
  private Standing standing(Path folder) {
    return workspace.find(folder).map(RunEntry::standing).orElse(Standing.UNREADABLE);
  }

  private Map<String, Integer> busy() {
    Map<String, Integer> busy = new HashMap<>();
    starting.values().forEach(run -> busy.merge(run.device(), 1, Integer::sum));
    for (RunEntry run : workspace.runs()) {
      if (run.standing().isLive()) {
        run.configuration()
            .ifPresent(configuration -> busy.merge(configuration.device(), 1, Integer::sum));
      }
    }
    return busy;
  }

  private int capacity(String device) {
    return device.equals(PROCESSOR) ? cpuRuns.get() : 1;
  }
}
