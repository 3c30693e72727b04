package org.statescope.app.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The runs that are open, newest start first. Lists and properties belong to the JavaFX thread.
///
/// A run that arrives moves neither ticks nor colours; a run whose folder goes away stays, with a
/// sentence, until the user removes it.
public final class Workspace implements AutoCloseable {
  private final RunEntries runs = new RunEntries();
  private final ObservableList<RunEntry> runsView = FXCollections.unmodifiableObservableList(runs);
  private final ObservableList<Path> opened = FXCollections.observableArrayList();
  private final Map<Path, RunEntry> byFolder = new LinkedHashMap<>();
  private final RunColours colours;
  private final Set<Path> tickOnArrival = new HashSet<>();
  private final Set<Path> removed = new HashSet<>();
  private final FolderWatch watch;

  /// @param runsRoot where the lab's own runs go; always watched
  /// @param colours remembered colours
  /// @param ticked remembered ticks
  /// @param foreground runs a task on the JavaFX thread
  public Workspace(
      Path runsRoot, RunColours colours, Collection<Path> ticked, Executor foreground) {
    this.colours = colours;
    this.tickOnArrival.addAll(ticked);
    this.watch = new FolderWatch(readings -> foreground.execute(() -> take(readings)));
    open(runsRoot);
  }

  /// Every run, newest start first; the list reports changes of a run's reading and tick too.
  public ObservableList<RunEntry> runs() {
    return runsView;
  }

  /// The folders that are watched, the default root first.
  public ObservableList<Path> opened() {
    return FXCollections.unmodifiableObservableList(opened);
  }

  public RunColours colours() {
    return colours;
  }

  /// The ticked runs, newest start first.
  public List<RunEntry> ticked() {
    return runs.stream().filter(RunEntry::isTicked).toList();
  }

  public Optional<RunEntry> find(Path folder) {
    return Optional.ofNullable(byFolder.get(normal(folder)));
  }

  /// Watches a run folder, or a folder of run folders.
  public void open(Path folder) {
    Path normal = normal(folder);
    if (!opened.contains(normal)) {
      opened.add(normal);
    }
    removed.removeIf(run -> run.startsWith(normal));
    watch.open(normal);
  }

  /// Ticks the run now, or as soon as it is found.
  public void tick(Path folder) {
    find(folder)
        .ifPresentOrElse(
            entry -> entry.tickedProperty().set(true), () -> tickOnArrival.add(normal(folder)));
  }

  /// Takes the run off the list; its folder stays. It comes back when the lab is opened again.
  public void remove(RunEntry entry) {
    removed.add(entry.folder());
    watch.forget(entry.folder());
    byFolder.remove(entry.folder());
    runs.remove(entry);
    opened.remove(entry.folder());
  }

  /// Ticked folders, those included that have not been found again yet.
  public Set<Path> tickedFolders() {
    Set<Path> folders = new HashSet<>(tickOnArrival);
    ticked().forEach(entry -> folders.add(entry.folder()));
    return folders;
  }

  /// Begins to look at the folders, again and again.
  public void start() {
    watch.start();
  }

  /// Looks at everything now, on the caller's thread; for a workspace that is not started.
  void pollNow() {
    watch.pollEverything();
  }

  private void take(Map<Path, RunReading> readings) {
    runs.together(() -> update(readings));
  }

  private void update(Map<Path, RunReading> readings) {
    List<Map.Entry<Path, RunReading>> arrived = new ArrayList<>();
    for (Map.Entry<Path, RunReading> reading : readings.entrySet()) {
      RunEntry known = byFolder.get(reading.getKey());
      if (known != null) {
        known.update(reading.getValue());
      } else if (!removed.contains(reading.getKey())) {
        arrived.add(reading);
      }
    }
    arrived.sort(Comparator.comparing(entry -> startOf(entry.getValue())));
    arrived.forEach(entry -> arrive(entry.getKey(), entry.getValue()));
  }

  private void arrive(Path folder, RunReading reading) {
    RunEntry entry = new RunEntry(folder, colours.of(folder), startOf(reading), reading);
    entry.tickedProperty().set(tickOnArrival.remove(folder));
    byFolder.put(folder, entry);
    int position = 0;
    while (position < runs.size() && runs.get(position).started().isAfter(entry.started())) {
      position++;
    }
    runs.add(position, entry);
  }

  private static Instant startOf(RunReading reading) {
    return switch (reading) {
      case RunReading.Readable readable -> readable.manifest().created();
      case RunReading.Unreadable unreadable -> Instant.now();
    };
  }

  private static Path normal(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  @Override
  public void close() {
    watch.close();
  }
}
