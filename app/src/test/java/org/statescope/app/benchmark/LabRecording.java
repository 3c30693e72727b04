package org.statescope.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What the JavaFX thread and the renderer did, from JDK Flight Recorder.
///
/// **Tasks.** On the headless platform the JavaFX thread takes one entry after the other from a
/// queue: a `Platform.runLater`, which is how input arrives too, or a pulse. The method tracing of
/// JDK 25 times each call of `take`; what lies between two calls is one task, so that none is
/// missed and none is guessed from probes. A task's time is wall time: garbage collection and other
/// processes count.
///
/// **Frames.** JavaFX reports the phases of each pulse, those on the renderer's thread included. A
/// frame lasts from the gesture's event to the end of the last phase of the first pulse that began
/// after the gesture was handled: handling, waiting for the pulse, CSS, layout, painting by the
/// software renderer, and presenting.
final class LabRecording {
  private static final String TRACE = "jdk.MethodTrace";
  private static final String PHASE = "javafx.PulsePhase";

  /// Of the processor's time, not of the clock's: what a busy machine makes wait is not sampled.
  private static final String SAMPLE = "jdk.CPUTimeSample";

  private static final String FX_THREAD = "JavaFX Application Thread";
  private static final String RENDERER = "QuantumRenderer";
  private static final String TAKE = "java.util.concurrent.LinkedBlockingQueue::take";

  /// The folder that keeps the recordings, with samples of the stacks; none are kept without it.
  private static final String KEPT = System.getProperty("benchmark.recordings", "");

  private final String name;
  private final Recording recording = new Recording();

  private LabRecording(String name) {
    this.name = name;
  }

  static LabRecording start(String name) {
    LabRecording started = new LabRecording(name);
    Recording recording = started.recording;
    recording.enable(TRACE).with("filter", TAKE).withThreshold(Duration.ZERO).withoutStackTrace();
    recording.enable(PHASE).withThreshold(Duration.ZERO).withoutStackTrace();
    recording.enable(Gesture.NAME).withThreshold(Duration.ZERO);
    if (!KEPT.isEmpty()) {
      recording.enable(SAMPLE).with("throttle", "1ms");
      recording.enable("jdk.GarbageCollection");
    }
    recording.start();
    return started;
  }

  /// Lets JavaFX, which asks once, find that its pulses can be recorded; before it starts.
  static void prepare() {
    FlightRecorder.getFlightRecorder();
  }

  /// Ends the recording and keeps what it holds in a file: reading it takes time and memory that
  /// what is measured next should have.
  Written stop() throws IOException {
    recording.stop();
    Path file =
        KEPT.isEmpty()
            ? Files.createTempFile("statescope", ".jfr")
            : Files.createDirectories(Path.of(KEPT)).resolve(name + ".jfr");
    recording.dump(file);
    recording.close();
    return new Written(file, KEPT.isEmpty());
  }

  /// A recording that has ended.
  record Written(Path file, boolean isTemporary) {
    Seen read() throws IOException {
      Seen seen = LabRecording.read(file);
      if (isTemporary) {
        Files.delete(file);
      }
      return seen;
    }
  }

  /// Something that ran on the JavaFX thread.
  record Task(Instant begin, double milliseconds) {}

  /// Times in milliseconds.
  ///
  /// @param all everything that ran on the JavaFX thread, in order
  /// @param frames of the gestures, in order
  record Seen(List<Task> all, Times frames) {
    Times tasks() {
      return new Times(all.stream().map(Task::milliseconds).toList());
    }

    /// Tasks that began at the one instant or later and before the other.
    Times tasksBetween(Instant from, Instant to) {
      return new Times(
          all.stream()
              .filter(task -> !task.begin().isBefore(from) && task.begin().isBefore(to))
              .map(Task::milliseconds)
              .toList());
    }
  }

  private static Seen read(Path file) throws IOException {
    List<RecordedEvent> takes = new ArrayList<>();
    List<RecordedEvent> gestures = new ArrayList<>();
    Map<Integer, PulseSpan> pulses = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      switch (event.getEventType().getName()) {
        case TRACE -> {
          if (isOnFxThread(event)) {
            takes.add(event);
          }
        }
        case PHASE ->
            pulses
                .computeIfAbsent(event.getInt("pulseId"), ignored -> new PulseSpan())
                .include(event);
        case Gesture.NAME -> gestures.add(event);
        default -> {}
      }
    }
    List<Task> tasks = tasks(takes);
    if (tasks.isEmpty() || pulses.isEmpty()) {
      throw new IllegalStateException(
          "The recording holds %d tasks and %d pulses: this JavaFX reports them in another way."
              .formatted(tasks.size(), pulses.size()));
    }
    gestures.sort(Comparator.comparing(RecordedEvent::getStartTime));
    return new Seen(tasks, new Times(frames(gestures, pulses.values())));
  }

  private static List<Task> tasks(List<RecordedEvent> takes) {
    takes.sort(Comparator.comparing(RecordedEvent::getStartTime));
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i < takes.size(); i++) {
      Instant begin = takes.get(i - 1).getEndTime();
      tasks.add(
          new Task(begin, milliseconds(Duration.between(begin, takes.get(i).getStartTime()))));
    }
    return tasks;
  }

  private static List<Double> frames(List<RecordedEvent> gestures, Collection<PulseSpan> pulses) {
    List<PulseSpan> drawn =
        pulses.stream()
            .filter(PulseSpan::isComplete)
            .sorted(Comparator.comparing(pulse -> pulse.start))
            .toList();
    List<Double> frames = new ArrayList<>();
    for (RecordedEvent gesture : gestures) {
      drawn.stream()
          .filter(pulse -> !pulse.start.isBefore(gesture.getEndTime()))
          .findFirst()
          .ifPresent(
              pulse ->
                  frames.add(
                      milliseconds(Duration.between(gesture.getStartTime(), pulse.rendered))));
    }
    return frames;
  }

  private static boolean isOnFxThread(RecordedEvent event) {
    return event.getThread() != null && FX_THREAD.equals(event.getThread().getJavaName());
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /// From the first phase on the JavaFX thread to the last one on the renderer's.
  private static final class PulseSpan {
    private Instant start = Instant.MAX;
    private Instant rendered = Instant.MIN;

    void include(RecordedEvent phase) {
      if (!phase.getThread().getJavaName().startsWith(RENDERER)) {
        start = phase.getStartTime().isBefore(start) ? phase.getStartTime() : start;
      } else {
        rendered = phase.getEndTime().isAfter(rendered) ? phase.getEndTime() : rendered;
      }
    }

    boolean isComplete() {
      return start.isBefore(rendered);
    }
  }
}
