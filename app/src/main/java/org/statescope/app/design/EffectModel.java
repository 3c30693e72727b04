package org.statescope.app.design;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.TextConfiguration;

/// The perplexity of the model before and after the edits, measured by workers: on demand, or once
/// the edits have rested for a while. What was measured without edits is kept.
final class EffectModel implements AutoCloseable {
  private static final Duration REST = Duration.seconds(1.5);

  /// What a perplexity without edits belongs to.
  private record Baseline(Path checkpoint, String text) {}

  private final BackgroundTasks tasks;
  private final Optional<? extends EffectWorker> worker;
  private final ReadOnlyObjectProperty<Optional<DesignSubject>> subject;
  private final ReadOnlyObjectProperty<PoleEdits> edits;
  private final StringProperty text = new SimpleStringProperty("");
  private final BooleanProperty automatic = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<EffectState> state =
      new ReadOnlyObjectWrapper<>(new EffectState.Nothing());
  private final Map<Baseline, Double> baselines = new HashMap<>();
  private final PauseTransition rest = new PauseTransition(REST);
  private final Subscription changes;
  private @Nullable Task<?> running;

  EffectModel(
      BackgroundTasks tasks,
      Optional<? extends EffectWorker> worker,
      ReadOnlyObjectProperty<Optional<DesignSubject>> subject,
      ReadOnlyObjectProperty<PoleEdits> edits) {
    this.tasks = tasks;
    this.worker = worker;
    this.subject = subject;
    this.edits = edits;
    rest.setOnFinished(event -> measure());
    changes =
        Subscription.combine(
            subject.subscribe(any -> otherModel()),
            edits.subscribe(any -> outdate()),
            text.subscribe(any -> outdate()));
  }

  /// The text to measure on: a file, a folder or a bundled text.
  StringProperty textProperty() {
    return text;
  }

  /// Whether to measure by itself once the edits rest.
  BooleanProperty automaticProperty() {
    return automatic;
  }

  ReadOnlyObjectProperty<EffectState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Measures now, in place of what runs.
  void measure() {
    cancel();
    if (subject.get().isEmpty()) {
      return;
    }
    if (worker.isEmpty()) {
      state.set(new EffectState.Failed(Texts.text("design.noTrainer")));
      return;
    }
    if (text.get().isBlank()) {
      state.set(new EffectState.Failed(Texts.text("design.noText")));
      return;
    }
    DesignSubject model = subject.get().get();
    PoleEdits wanted = edits.get();
    Baseline baseline = new Baseline(model.checkpoint(), text.get().strip());
    Optional<Double> known = Optional.ofNullable(baselines.get(baseline));
    state.set(new EffectState.Running());
    Task<EffectState.Measured> task =
        tasks.run(
            Texts.text("design.task.measure"),
            progress -> worker.get().measure(model, wanted, baseline.text, known, progress),
            measured -> {
              baselines.put(baseline, measured.before());
              state.set(measured);
            },
            failure -> state.set(new EffectState.Failed(String.valueOf(failure.getMessage()))));
    running = task;
    task.stateProperty()
        .subscribe(
            now -> {
              if (now == Worker.State.CANCELLED && running == task) {
                running = null;
                state.set(new EffectState.Nothing());
              }
            });
  }

  /// Ends what runs or waits.
  void cancel() {
    rest.stop();
    if (running != null) {
      running.cancel();
      running = null;
    }
    if (state.get() instanceof EffectState.Running) {
      state.set(new EffectState.Nothing());
    }
  }

  /// Writes the edited model as a new checkpoint.
  ///
  /// @param onSaved gets the folder
  /// @param onFailure gets a sentence
  void save(
      Path folder,
      java.util.function.Consumer<Path> onSaved,
      java.util.function.Consumer<String> onFailure) {
    if (subject.get().isEmpty()) {
      return;
    }
    if (worker.isEmpty()) {
      onFailure.accept(Texts.text("design.noTrainer"));
      return;
    }
    DesignSubject model = subject.get().get();
    PoleEdits wanted = edits.get();
    tasks.run(
        Texts.text("design.task.save", folder.getFileName()),
        progress -> worker.get().save(model, wanted, folder, progress),
        onSaved,
        failure -> onFailure.accept(String.valueOf(failure.getMessage())));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    cancel();
  }

  private void otherModel() {
    text.set(subject.get().flatMap(DesignSubject::text).map(TextConfiguration::source).orElse(""));
    outdate();
  }

  /// What was measured is no longer of these edits.
  private void outdate() {
    cancel();
    state.set(new EffectState.Nothing());
    boolean can =
        worker.isPresent()
            && subject.get().isPresent()
            && !text.get().isBlank()
            && !edits.get().isEmpty();
    if (automatic.get() && can) {
      rest.playFromStart();
    }
  }
}
