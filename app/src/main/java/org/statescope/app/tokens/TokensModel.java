package org.statescope.app.tokens;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.trace.LayerTrace;
import org.statescope.training.run.trace.TokenTraceFile;

/// What the page of tokens shows: a text, the checkpoint that reads it, and what one channel does
/// with each token.
public final class TokensModel implements AutoCloseable {
  /// Gramians of every token are computed for one channel at a time: a second or two.
  static final int USUAL_TOKENS = 512;

  /// What the page does.
  enum Activity {
    AT_REST,
    RUNNING,
    COMPUTING
  }

  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ShownRun>> run =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty checkpoint = new SimpleStringProperty(TraceRequest.BEST);
  private final StringProperty text = new SimpleStringProperty(Texts.text("tokens.sample"));
  private final IntegerProperty most = new SimpleIntegerProperty(USUAL_TOKENS);
  private final IntegerProperty layer = new SimpleIntegerProperty();
  private final IntegerProperty channel = new SimpleIntegerProperty();
  private final IntegerProperty token = new SimpleIntegerProperty();
  private final ObjectProperty<TokenQuantity> quantity =
      new SimpleObjectProperty<>(TokenQuantity.NATS);
  private final ReadOnlyObjectWrapper<Optional<TokenTraceFile>> trace =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<ChannelAnswers>> answers =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Activity> activity =
      new ReadOnlyObjectWrapper<>(Activity.AT_REST);
  private final BackgroundTasks tasks;
  private final Optional<TrainerCommand> trainer;
  private final ScheduledExecutorService background;
  private final Executor foreground;
  private final Newest newestAnswers;
  private final Subscription changes;
  private @Nullable Task<?> running;

  /// @param trainer runs the models; empty where the desktop stands alone
  /// @param background prepares plots
  /// @param foreground runs work on the JavaFX thread
  public TokensModel(
      BackgroundTasks tasks,
      Optional<TrainerCommand> trainer,
      ScheduledExecutorService background,
      Executor foreground) {
    this.tasks = tasks;
    this.trainer = trainer;
    this.background = background;
    this.foreground = foreground;
    newestAnswers = tasks.newest();
    runs.subscribe(this::keepRun);
    changes =
        Subscription.combine(layer.subscribe(this::analyse), channel.subscribe(this::analyse));
  }

  /// The runs to choose from; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  ObjectProperty<Optional<ShownRun>> runProperty() {
    return run;
  }

  /// `best`, `last` or a step.
  StringProperty checkpointProperty() {
    return checkpoint;
  }

  StringProperty textProperty() {
    return text;
  }

  /// The most tokens to read.
  IntegerProperty mostProperty() {
    return most;
  }

  IntegerProperty layerProperty() {
    return layer;
  }

  IntegerProperty channelProperty() {
    return channel;
  }

  /// The token that is looked at, from 0.
  IntegerProperty tokenProperty() {
    return token;
  }

  ObjectProperty<TokenQuantity> quantityProperty() {
    return quantity;
  }

  ReadOnlyObjectProperty<Optional<TokenTraceFile>> traceProperty() {
    return trace.getReadOnlyProperty();
  }

  /// What is known of the chosen channel; empty while it is computed.
  ReadOnlyObjectProperty<Optional<ChannelAnswers>> answersProperty() {
    return answers.getReadOnlyProperty();
  }

  /// Why there is nothing to see, as a sentence.
  ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Activity> activityProperty() {
    return activity.getReadOnlyProperty();
  }

  ScheduledExecutorService background() {
    return background;
  }

  Executor foreground() {
    return foreground;
  }

  /// Runs the text through the model, in place of what ran before.
  void start() {
    if (trainer.isEmpty()) {
      problem.set(Optional.of(Texts.text("tokens.noTrainer")));
      return;
    }
    if (run.get().isEmpty() || text.get().isEmpty()) {
      problem.set(Optional.of(Texts.text("tokens.needed")));
      return;
    }
    cancel();
    TraceRequest request =
        new TraceRequest(
            run.get().get().folder(), checkpoint.get().strip(), text.get(), most.get());
    TraceWorker worker = new TraceWorker(trainer.get());
    problem.set(Optional.empty());
    activity.set(Activity.RUNNING);
    Task<TokenTraceFile> task =
        tasks.run(
            Texts.text("tokens.task"),
            progress -> worker.trace(request, progress),
            this::show,
            failure -> fail(failure));
    running = task;
    task.stateProperty()
        .subscribe(
            state -> {
              if (state == javafx.concurrent.Worker.State.CANCELLED && running == task) {
                activity.set(Activity.AT_REST);
              }
            });
  }

  /// Ends what runs.
  void cancel() {
    if (running != null) {
      running.cancel();
      running = null;
    }
    newestAnswers.cancel();
    activity.set(Activity.AT_REST);
  }

  @Override
  public void close() {
    changes.unsubscribe();
    cancel();
    trace.get().ifPresent(TokenTraceFile::close);
  }

  /// Shows a trace.
  void show(TokenTraceFile file) {
    trace.get().ifPresent(TokenTraceFile::close);
    trace.set(Optional.of(file));
    token.set(Math.min(token.get(), file.text().length() - 1));
    layer.set(Math.min(layer.get(), file.layers() - 1));
    analyse();
  }

  private void keepRun() {
    if (run.get().isEmpty() || !runs.contains(run.get().get())) {
      run.set(runs.stream().findFirst());
    }
  }

  private void fail(Throwable failure) {
    activity.set(Activity.AT_REST);
    problem.set(Optional.of(String.valueOf(failure.getMessage())));
  }

  private void analyse() {
    Optional<TokenTraceFile> shown = trace.get();
    if (shown.isEmpty()) {
      return;
    }
    TokenTraceFile file = shown.get();
    int wantedLayer = layer.get();
    int wantedChannel = channel.get();
    activity.set(Activity.COMPUTING);
    problem.set(Optional.empty());
    answers.set(Optional.empty());
    newestAnswers.run(
        Texts.text("tokens.task.analyse"),
        progress -> Outcome.of(file, wantedLayer, wantedChannel, progress),
        outcome -> {
          activity.set(Activity.AT_REST);
          answers.set(outcome.answers());
          problem.set(outcome.problem());
        });
  }

  /// The answers, or why there are none.
  private record Outcome(Optional<ChannelAnswers> answers, Optional<String> problem) {
    static Outcome of(
        TokenTraceFile file, int layer, int channel, BackgroundTasks.Progress progress)
        throws IOException {
      LayerTrace trace = file.layer(layer);
      int present = Math.min(channel, trace.channels() - 1);
      try {
        return new Outcome(
            Optional.of(
                ChannelAnswers.of(
                    new ChannelSteps(trace, file.discretisation(), present), progress)),
            Optional.empty());
      } catch (ArithmeticException e) {
        return new Outcome(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
      }
    }
  }

  /// The value of a quantity at each token, as far as it is known.
  Optional<double[]> values(TokenQuantity wanted) {
    if (trace.get().isEmpty() || answers.get().isEmpty()) {
      return Optional.empty();
    }
    double[] values = wanted.values(trace.get().get().text(), answers.get().get());
    return Optional.of(Arrays.copyOf(values, values.length));
  }
}
