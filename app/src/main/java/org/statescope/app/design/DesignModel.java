package org.statescope.app.design;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.RefusedEditException;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.design.DesignFileException;
import org.statescope.training.run.design.PoleEditsFile;

/// What the page of design shows: a model, the edits of its poles, and one of its systems before
/// and after them.
///
/// The systems of the moment are computed at most 20 times a second, newest edits first, so that
/// plots follow a pole that is dragged; what all edits promise follows once the list changes.
public final class DesignModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DesignModel.class);

  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ShownRun>> run =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty checkpoint = new SimpleStringProperty(CheckpointChoice.LAST);
  private final IntegerProperty layer = new SimpleIntegerProperty();
  private final IntegerProperty system = new SimpleIntegerProperty();
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<DesignSubject>> subject =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<EditPromise>> promises =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> refusal =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final PoleEditor editor = new PoleEditor(comparison.getReadOnlyProperty());
  private final Map<Path, PoleEdits> remembered = new HashMap<>();
  private final ScheduledExecutorService background;
  private final Executor foreground;
  private final LatestTask newestSystem;
  private final Newest newestReading;
  private final Newest newestPromises;
  private final EffectModel effect;
  private final Subscription changes;
  private boolean retracting;
  private Optional<LatestEdits> latestEdits = Optional.empty();
  private Optional<ShownRun> readRun = Optional.empty();
  private String readCheckpoint = CheckpointChoice.LAST;

  /// @param trainer runs and writes models; empty where the desktop stands alone
  /// @param background computes systems and prepares plots
  /// @param foreground runs work on the JavaFX thread
  public static DesignModel of(
      BackgroundTasks tasks,
      Optional<TrainerCommand> trainer,
      ScheduledExecutorService background,
      Executor foreground) {
    return new DesignModel(tasks, trainer.map(DesignWorker::new), background, foreground);
  }

  DesignModel(
      BackgroundTasks tasks,
      Optional<? extends EffectWorker> worker,
      ScheduledExecutorService background,
      Executor foreground) {
    this.background = background;
    this.foreground = foreground;
    newestSystem = new LatestTask(background, foreground, LatestTask.SCREEN_INTERVAL);
    newestReading = tasks.newest();
    newestPromises = tasks.newest();
    effect = new EffectModel(tasks, worker, subject.getReadOnlyProperty(), editor.editsProperty());
    runs.subscribe(this::keepRun);
    changes =
        Subscription.combine(
            run.subscribe(any -> readIfNeeded()),
            open.subscribe(any -> readIfNeeded()),
            checkpoint.subscribe(any -> otherCheckpoint()),
            layer.subscribe(any -> layerChanged()),
            system.subscribe(any -> systemChanged()),
            editor.shownProperty().subscribe(any -> editsShown()),
            editor.editsProperty().subscribe(any -> promise()));
  }

  /// The runs and opened checkpoints to choose from; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  /// Whether the page is looked at: nothing is read before.
  BooleanProperty openProperty() {
    return open;
  }

  ObjectProperty<Optional<ShownRun>> runProperty() {
    return run;
  }

  /// `best`, `last` or a step; another is read at once.
  StringProperty checkpointProperty() {
    return checkpoint;
  }

  IntegerProperty layerProperty() {
    return layer;
  }

  IntegerProperty systemProperty() {
    return system;
  }

  ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<DesignSubject>> subjectProperty() {
    return subject.getReadOnlyProperty();
  }

  /// The chosen system before and after the edits.
  ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /// What each edit of the list promises, as far as it is known.
  ReadOnlyObjectProperty<List<EditPromise>> promisesProperty() {
    return promises.getReadOnlyProperty();
  }

  /// Why there is nothing to edit, as a sentence.
  ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Why the last edit was not made, as a sentence.
  ReadOnlyObjectProperty<Optional<String>> refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  PoleEditor editor() {
    return editor;
  }

  EffectModel effect() {
    return effect;
  }

  ScheduledExecutorService background() {
    return background;
  }

  Executor foreground() {
    return foreground;
  }

  Optional<Sampling> sampling() {
    return subject.get().map(model -> model.sampling(layer.get(), system.get()));
  }

  int colour() {
    return subject.get().map(model -> model.source().colour()).orElse(0);
  }

  /// The system that is shown, in words.
  String title() {
    return subject
        .get()
        .map(model -> Texts.text("design.title", model.source().label(), layer.get(), system.get()))
        .orElse("");
  }

  /// The system as it is after the edits, for a file.
  Optional<NamedSystem> namedSystem() {
    return comparison
        .get()
        .map(
            shown ->
                new NamedSystem(
                    Texts.text("design.system.file", shown.layer(), shown.system()),
                    List.of(
                        title(),
                        Texts.text("design.system.edits", editor.editsProperty().get().size())),
                    () -> shown.after().system()));
  }

  /// The edits of all models that have some, as JSON by the path of their checkpoint.
  public Map<String, String> remembered() {
    subject.get().ifPresent(now -> remembered.put(now.checkpoint(), editor.editsProperty().get()));
    Map<String, String> texts = new HashMap<>();
    remembered.forEach(
        (path, edits) -> {
          if (!edits.isEmpty()) {
            texts.put(path.toString(), PoleEditsFile.text(edits));
          }
        });
    return texts;
  }

  /// Brings back edits of an earlier session.
  public void remember(Map<String, String> texts) {
    texts.forEach(
        (path, text) -> {
          try {
            remembered.put(Path.of(path), PoleEditsFile.parse(text, path));
          } catch (DesignFileException e) {
            LOG.warn("Edits of {} were not read", path, e);
          }
        });
  }

  public void undo() {
    editor.undo();
  }

  public void redo() {
    editor.redo();
  }

  /// Whether undoing belongs to this page.
  public boolean isOpen() {
    return open.get();
  }

  /// Keeps poles from decaying more slowly than a rate.
  void clamp(EditScope scope, double leastRate) {
    subject
        .get()
        .ifPresent(
            model ->
                editor.clamp(
                    scope.layers(model, layer.get()), scope.systems(system.get()), leastRate));
  }

  /// Reads the chosen checkpoint anew.
  void read() {
    Optional<ShownRun> wanted = run.get();
    readRun = wanted;
    readCheckpoint = checkpoint.get();
    if (wanted.isEmpty()) {
      newestReading.cancel();
      show(Optional.empty());
      return;
    }
    String which = checkpoint.get().strip();
    reading.set(true);
    problem.set(Optional.empty());
    newestReading.run(
        Texts.text("design.task"),
        progress -> DesignReader.read(wanted.get(), which, progress),
        model -> {
          reading.set(false);
          show(Optional.of(model));
        },
        failure -> {
          reading.set(false);
          show(Optional.empty());
          problem.set(Optional.of(String.valueOf(failure.getMessage())));
        });
  }

  @Override
  public void close() {
    changes.unsubscribe();
    newestSystem.close();
    newestReading.cancel();
    newestPromises.cancel();
    effect.close();
  }

  private void keepRun() {
    if (run.get().isEmpty() || !runs.contains(run.get().get())) {
      run.set(runs.stream().findFirst());
    }
  }

  private void readIfNeeded() {
    if (open.get() && !run.get().equals(readRun)) {
      checkpoint.set(CheckpointChoice.LAST);
      read();
    }
  }

  private void otherCheckpoint() {
    if (open.get() && run.get().equals(readRun) && !checkpoint.get().equals(readCheckpoint)) {
      read();
    }
  }

  private void show(Optional<DesignSubject> model) {
    subject.get().ifPresent(old -> remembered.put(old.checkpoint(), editor.editsProperty().get()));
    comparison.set(Optional.empty());
    promises.set(List.of());
    latestEdits = model.map(now -> new LatestEdits(now.untouched()));
    subject.set(model);
    model.ifPresent(
        now -> {
          layer.set(Math.clamp(layer.get(), 0, now.layers() - 1));
          system.set(Math.clamp(system.get(), 0, now.systems(layer.get()) - 1));
          editor.restart(remembered.getOrDefault(now.checkpoint(), PoleEdits.NONE));
        });
    compute();
    promise();
  }

  private void layerChanged() {
    subject
        .get()
        .ifPresent(now -> system.set(Math.clamp(system.get(), 0, now.systems(layer.get()) - 1)));
    systemChanged();
  }

  private void systemChanged() {
    editor.selectedProperty().set(java.util.OptionalInt.empty());
    compute();
  }

  private void editsShown() {
    if (!retracting) {
      refusal.set(Optional.empty());
    }
    compute();
  }

  private void compute() {
    if (subject.get().isEmpty() || latestEdits.isEmpty()) {
      return;
    }
    DesignSubject model = subject.get().get();
    LatestEdits latest = latestEdits.get();
    PoleEdits edits = editor.shownProperty().get();
    int ofLayer = layer.get();
    int ofSystem = system.get();
    newestSystem.run(
        () -> Outcome.of(model, latest, edits, ofLayer, ofSystem),
        outcome -> take(outcome, model, edits));
  }

  private void take(Outcome outcome, DesignSubject model, PoleEdits edits) {
    if (!subject.get().equals(Optional.of(model))) {
      return;
    }
    switch (outcome) {
      case Outcome.Made(Comparison shown) -> comparison.set(Optional.of(shown));
      case Outcome.Refused(String sentence) -> {
        retracting = true;
        editor.retract(edits);
        retracting = false;
        refusal.set(Optional.of(sentence));
      }
    }
  }

  private void promise() {
    PoleEdits edits = editor.editsProperty().get();
    if (subject.get().isEmpty() || edits.isEmpty()) {
      newestPromises.cancel();
      promises.set(List.of());
      return;
    }
    DesignSubject model = subject.get().get();
    promises.set(edits.list().stream().map(EditPromise::unknown).toList());
    newestPromises.run(
        Texts.text("design.task.promise"),
        progress -> EditPromise.of(model, edits, progress),
        promises::set,
        refused -> {});
  }

  /// The systems, or why the edits cannot be made.
  private sealed interface Outcome {
    record Made(Comparison shown) implements Outcome {}

    record Refused(String sentence) implements Outcome {}

    static Outcome of(
        DesignSubject model, LatestEdits latest, PoleEdits edits, int layer, int system) {
      try {
        return new Made(Comparison.of(model.untouched(), latest.with(edits), layer, system));
      } catch (RefusedEditException e) {
        return new Refused(String.valueOf(e.getMessage()));
      }
    }
  }
}
