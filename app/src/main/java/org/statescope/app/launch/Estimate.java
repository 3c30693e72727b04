package org.statescope.app.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;

/// What the chosen runs take: parameters exactly, memory counted by the trainer, time from a speed
/// that was reached or measured on this machine. Nothing is guessed: what is not known is said to
/// be unknown.
final class Estimate {
  private static final long MEBIBYTE = 1L << 20;

  /// What is known, in sentences.
  ///
  /// @param parameters of the first run
  /// @param memory of the first run on its device
  /// @param time of all runs, one after the other
  /// @param fits whether the memory is known to suffice, or nothing is known
  record Words(String parameters, String memory, String time, boolean fits) {
    /// While something has to change first.
    static Words none() {
      return new Words(Texts.text("launch.estimate.incomplete"), "", "", true);
    }
  }

  private final TrainerQuestions questions;
  private final SpeedHistory history;
  private final Newest counting;
  private final Newest measuring;
  private final Map<Size, TrainerQuestions.Answer> answers = new HashMap<>();
  private final ReadOnlyObjectWrapper<Words> words = new ReadOnlyObjectWrapper<>(Words.none());
  private NewRunModel.Result result = new NewRunModel.Result.Incomplete(Map.of());
  private Device device = Device.named(Device.PROCESSOR);
  private String failure = "";

  Estimate(TrainerQuestions questions, SpeedHistory history, BackgroundTasks tasks) {
    this.questions = questions;
    this.history = history;
    this.counting = tasks.newest();
    this.measuring = tasks.newest();
  }

  ReadOnlyObjectProperty<Words> wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /// The runs to estimate, and the device they are for.
  void show(NewRunModel.Result now, Device where) {
    result = now;
    device = where;
    failure = "";
    tell();
  }

  /// Has the trainer count the memory of the first run, unless it has.
  void count() {
    if (result instanceof NewRunModel.Result.Ready ready && !answers.containsKey(size(ready))) {
      Size asked = size(ready);
      counting.run(
          Texts.text("launch.task.count"),
          progress -> ask(asked, false),
          answer -> {
            answers.putIfAbsent(asked, answer);
            tell();
          },
          this::fail);
    }
  }

  /// Has the trainer train the first run for a few steps.
  Optional<Task<?>> measure() {
    if (!(result instanceof NewRunModel.Result.Ready ready)) {
      return Optional.empty();
    }
    Size asked = size(ready);
    return Optional.of(
        measuring.run(
            Texts.text("launch.task.measure"),
            progress -> ask(asked, true),
            answer -> {
              answers.put(asked, answer);
              tell();
            },
            this::fail));
  }

  /// Drops what was asked and not answered.
  void cancel() {
    counting.cancel();
    measuring.cancel();
  }

  private TrainerQuestions.Answer ask(Size asked, boolean measure)
      throws IOException, InterruptedException {
    return questions.estimate(asked.configuration, asked.threads, measure);
  }

  private void fail(Throwable reason) {
    failure = String.valueOf(reason.getMessage());
    tell();
  }

  private void tell() {
    words.set(
        switch (result) {
          case NewRunModel.Result.Incomplete incomplete -> Words.none();
          case NewRunModel.Result.Ready ready -> words(ready);
        });
  }

  private Words words(NewRunModel.Result.Ready ready) {
    RunConfiguration first = ready.first();
    TrainerQuestions.Answer answer = answers.get(size(ready));
    boolean fits =
        answer == null || device.memoryBytes() == 0 || answer.memoryBytes() <= device.memoryBytes();
    return new Words(parameters(first), memory(answer, fits), time(ready), fits);
  }

  private static String parameters(RunConfiguration run) {
    String counted =
        Texts.text(
            "launch.estimate",
            number(run.model().parameterCount()),
            run.model().layers(),
            run.model().channels(),
            run.model().order());
    return run.text().isBytes() ? counted : counted + Texts.text("launch.estimate.tokenizer");
  }

  private String memory(TrainerQuestions.@Nullable Answer answer, boolean fits) {
    if (answer == null) {
      return failure.isEmpty()
          ? Texts.text("launch.estimate.memory.counting")
          : Texts.text("launch.estimate.memory.unknown", failure);
    }
    String needed = number(Math.ceilDiv(answer.memoryBytes(), MEBIBYTE));
    return fits
        ? Texts.text("launch.estimate.memory", needed, device.name())
        : Texts.text(
            "launch.estimate.memory.exceeded",
            needed,
            device.name(),
            number(device.memoryBytes() / MEBIBYTE));
  }

  private String time(NewRunModel.Result.Ready ready) {
    double seconds = 0;
    List<String> sources = new ArrayList<>();
    for (RunConfiguration run : ready.configurations()) {
      Optional<Speed> speed = speed(run, ready.threads());
      if (speed.isEmpty()) {
        return Texts.text("launch.estimate.time.unknown");
      }
      seconds += run.steps() * run.tokensPerStep() / speed.get().tokensPerSecond;
      if (!sources.contains(speed.get().source)) {
        sources.add(speed.get().source);
      }
    }
    return Texts.text("launch.estimate.time", Durations.words(seconds), String.join("; ", sources));
  }

  private Optional<Speed> speed(RunConfiguration run, int threads) {
    TrainerQuestions.Answer answer = answers.get(new Size(run, threads));
    if (answer != null && answer.speed() != null) {
      TrainerQuestions.Speed measured = answer.speed();
      return Optional.of(
          new Speed(
              measured.tokensPerSecond(),
              Texts.text(
                  "launch.estimate.time.measured",
                  number(Math.round(measured.tokensPerSecond())),
                  measured.steps())));
    }
    return history
        .of(run, device, threads == 0 ? device.threads() : threads)
        .map(
            known ->
                new Speed(
                    known.tokensPerSecond(),
                    Texts.text(
                        "launch.estimate.time.known",
                        number(Math.round(known.tokensPerSecond())),
                        known.run(),
                        known.day())));
  }

  private static Size size(NewRunModel.Result.Ready ready) {
    return new Size(ready.first(), ready.threads());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private record Speed(double tokensPerSecond, String source) {}

  /// What decides memory and speed: everything else of a configuration is made equal.
  private record Size(RunConfiguration configuration, int threads) {
    Size {
      RunConfiguration usual = Presets.get("mamba-tiny");
      configuration =
          usual.toBuilder()
              .model(configuration.model())
              .batch(configuration.batch())
              .length(configuration.length())
              .device(configuration.device())
              .build();
    }
  }
}
