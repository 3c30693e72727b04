package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.event.Tags;

/// One row for each run with its values at the step cursor: legend and read-out in one.
final class LiveReadout extends GridPane {
  private static final List<String> TAGS =
      List.of(
          Tags.TRAIN_LOSS,
          Tags.VALIDATION_LOSS,
          Tags.TRAIN_PERPLEXITY,
          Tags.VALIDATION_PERPLEXITY,
          Tags.LEARNING_RATE,
          Tags.GRADIENT_NORM,
          Tags.TOKENS_PER_SECOND);

  private final ChartTheme theme;

  LiveReadout(ChartTheme theme) {
    this.theme = theme;
    getStyleClass().add("readout-table");
    setHgap(16);
    setVgap(4);
    ColumnConstraints name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    name.setMinWidth(120);
    getColumnConstraints().add(name);
    for (int i = 0; i <= TAGS.size(); i++) {
      ColumnConstraints value = new ColumnConstraints();
      value.setHalignment(HPos.RIGHT);
      value.setMinWidth(Region.USE_PREF_SIZE);
      getColumnConstraints().add(value);
    }
  }

  void show(LiveModel model) {
    getChildren().clear();
    long step = model.cursor().step();
    add(heading(Texts.text("live.readout.at", TickFormat.text(step))), 0, 0);
    add(heading(Texts.text("live.axis.STEP")), 1, 0);
    for (int i = 0; i < TAGS.size(); i++) {
      add(heading(Texts.text("live.readout." + TAGS.get(i).replace('/', '.'))), i + 2, 0);
    }
    int row = 1;
    for (RunScalars run : model.scalarsProperty().get()) {
      row(run, step, row++);
    }
  }

  private void row(RunScalars run, long step, int row) {
    Label name = new Label(run.run().label(), mark(run));
    name.setAccessibleText(run.run().label());
    add(name, 0, row);
    add(value(Long.toString(Math.min(step, run.lastStep()))), 1, row);
    for (int i = 0; i < TAGS.size(); i++) {
      OptionalDouble value = run.scalars(TAGS.get(i)).valueAt(step);
      add(value(value.isPresent() ? TickFormat.text(value.getAsDouble()) : "–"), i + 2, row);
    }
    run.problem()
        .ifPresent(
            sentence -> {
              Label problem = new Label(sentence);
              problem.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.DANGER);
              problem.setWrapText(true);
              add(problem, 0, getRowCount(), TAGS.size() + 2, 1);
            });
  }

  private Node mark(RunScalars run) {
    return new Rectangle(12, 4, theme.colours().series(run.run().colour()));
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    return label;
  }

  private static Label value(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("readout-value");
    return label;
  }
}
