package org.statescope.app.poles;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleContours;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.PoleWindow;
import org.statescope.app.texts.Texts;

/// Keeps the level lines on a pair of maps those of one system over what the map shows. Asking for
/// another system or part of the plane cancels what is under way. Belongs to the JavaFX thread.
final class PseudospectrumFinder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PseudospectrumFinder.class);

  private final LatestTask task;
  private final PoleMapPlot s;
  private final PoleMapPlot z;
  private final Consumer<String> tell;
  private @Nullable Question question;
  private AtomicBoolean cancelled = new AtomicBoolean();

  /// @param tell told in words what the lines are, while they are computed as well
  PseudospectrumFinder(LatestTask task, PoleMapPlot s, PoleMapPlot z, Consumer<String> tell) {
    this.task = task;
    this.s = s;
    this.z = z;
    this.tell = tell;
  }

  private record Question(FrozenSystem system, PoleWindow s, PoleWindow z) {
    boolean isOfSameSystem(FrozenSystem other) {
      return system.run().equals(other.run())
          && system.layer() == other.layer()
          && system.system() == other.system();
    }
  }

  private sealed interface Answer {
    record Found(PseudospectrumPicture picture) implements Answer {}

    record Failed(String reason) implements Answer {}

    record Cancelled() implements Answer {}
  }

  /// Shows the lines of a system, or none.
  void show(Optional<FrozenSystem> system) {
    if (system.isEmpty()) {
      clear();
      return;
    }
    Question wanted = new Question(system.get(), s.shownProperty().get(), z.shownProperty().get());
    if (wanted.equals(question)) {
      return;
    }
    cancelled.set(true);
    if (question == null || !question.isOfSameSystem(wanted.system)) {
      drawNothing();
    }
    question = wanted;
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    tell.accept(Texts.text("poles.pseudospectrum.computing"));
    task.run(
        () -> answer(wanted, stop),
        answer -> {
          if (wanted.equals(question)) {
            take(answer);
          }
        });
  }

  @Override
  public void close() {
    cancelled.set(true);
    task.close();
  }

  private void clear() {
    if (question != null) {
      cancelled.set(true);
      question = null;
      drawNothing();
    }
  }

  private void drawNothing() {
    s.showContours(PoleContours.NONE);
    z.showContours(PoleContours.NONE);
  }

  private static Answer answer(Question question, AtomicBoolean stop) {
    try {
      StateSpace system = question.system.build();
      PoleWindow window =
          PseudospectrumPicture.planeOf(system) == Plane.S ? question.s : question.z;
      return new Answer.Found(PseudospectrumPicture.of(system, window, stop::get));
    } catch (CancellationException e) {
      return new Answer.Cancelled();
    } catch (IllegalArgumentException | ArithmeticException e) {
      LOG.warn("The pseudospectrum of {} failed", question.system.run().folder(), e);
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private void take(Answer answer) {
    switch (answer) {
      case Answer.Found(PseudospectrumPicture picture) -> {
        boolean continuous = picture.plane() == Plane.S;
        s.showContours(continuous ? picture.contours() : PoleContours.NONE);
        z.showContours(continuous ? PoleContours.NONE : picture.contours());
        tell.accept(picture.words());
      }
      case Answer.Failed(String reason) -> {
        drawNothing();
        tell.accept(Texts.text("poles.pseudospectrum.failed", reason));
      }
      case Answer.Cancelled() -> {}
    }
  }
}
