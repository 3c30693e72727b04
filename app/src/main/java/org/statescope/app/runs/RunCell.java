package org.statescope.app.runs;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.RunReading;
import org.statescope.app.workspace.Standing;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.event.Tags;

/// One run in the list: tick, colour, name and state, progress, speed, perplexity and its loss in
/// little.
final class RunCell extends ListCell<RunEntry> {
  private static final PseudoClass STATE_GOOD = PseudoClass.getPseudoClass("good");
  private static final PseudoClass STATE_WARN = PseudoClass.getPseudoClass("warn");
  private static final PseudoClass STATE_BAD = PseudoClass.getPseudoClass("bad");
  private static final double CHIP = 10;

  private final ObservableValue<ChartColours> colours;
  private final RunActions actions;
  private final CheckBox tick = new CheckBox();
  private final Rectangle chip = new Rectangle(CHIP, CHIP);
  private final Label name = new Label();
  private final FontIcon stateIcon = new FontIcon();
  private final Label state = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Label numbers = new Label();
  private final Label detail = new Label();
  private final Sparkline sparkline = new Sparkline(80, 24);
  private final Tooltip tooltip = new Tooltip();
  private final VBox content;
  private Subscription subscription = Subscription.EMPTY;
  private @Nullable RunEntry bound;

  RunCell(ObservableValue<ChartColours> colours, RunActions actions) {
    this.colours = colours;
    this.actions = actions;
    getStyleClass().add("run-cell");
    // The list's width decides, so that sentences wrap.
    setPrefWidth(0);
    chip.setArcWidth(4);
    chip.setArcHeight(4);
    name.getStyleClass().add("run-name");
    name.setMinWidth(0);
    // The end of a name tells the runs of a sweep apart.
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    state.getStyleClass().add("run-state");
    state.setGraphic(stateIcon);
    state.setMinWidth(Region.USE_PREF_SIZE);
    numbers.getStyleClass().add("run-numbers");
    numbers.setMinSize(0, Region.USE_PREF_SIZE);
    detail.getStyleClass().add("run-detail");
    detail.setWrapText(true);
    detail.setMinHeight(Region.USE_PREF_SIZE);
    progress.getStyleClass().add("run-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    tick.setAccessibleText(Texts.text("runs.tick"));
    tick.setTooltip(new Tooltip(Texts.text("runs.tick")));
    content = layOut();
  }

  private VBox layOut() {
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox first = new HBox(8, tick, chip, name, state);
    first.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(numbers, Priority.ALWAYS);
    numbers.setMaxWidth(Double.MAX_VALUE);
    HBox second = new HBox(8, numbers, sparkline);
    second.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(6, first, progress, second, detail);
    box.setFillWidth(true);
    return box;
  }

  @Override
  protected void updateItem(@Nullable RunEntry run, boolean empty) {
    super.updateItem(run, empty);
    if (run == bound && run != null && !empty) {
      return;
    }
    subscription.unsubscribe();
    subscription = Subscription.EMPTY;
    if (bound != null) {
      tick.selectedProperty().unbindBidirectional(bound.tickedProperty());
      bound = null;
    }
    if (empty || run == null) {
      setGraphic(null);
      setTooltip(null);
      setContextMenu(null);
      return;
    }
    bound = run;
    tick.selectedProperty().bindBidirectional(run.tickedProperty());
    subscription =
        Subscription.combine(
            run.readingProperty().subscribe(reading -> show(run, reading)),
            colours.subscribe(palette -> show(run, run.reading())),
            actions.queue().queueProperty().subscribe(() -> show(run, run.reading())));
    setGraphic(content);
    setTooltip(tooltip);
    setContextMenu(RunMenu.of(run, actions));
  }

  private void show(RunEntry run, RunReading reading) {
    Color colour = colours.getValue().series(run.colour());
    chip.setFill(colour);
    name.setText(run.label());
    showState(run, reading);
    String words = RunWords.detail(reading);
    detail.setText(words);
    setShown(detail, !words.isEmpty());
    tooltip.setText(run.folder().toString());
    switch (reading) {
      case RunReading.Readable readable -> showNumbers(readable, colour);
      case RunReading.Unreadable unreadable -> {
        setShown(progress, false);
        setShown(numbers.getParent(), false);
      }
    }
    setAccessibleText(run.label() + ", " + state.getText());
  }

  private void showNumbers(RunReading.Readable readable, Color colour) {
    RunStatus status = readable.status();
    setShown(progress, true);
    setShown(numbers.getParent(), true);
    progress.setProgress(RunWords.progress(status));
    numbers.setText(RunWords.numbers(readable));
    sparkline.show(readable.curve(Tags.TRAIN_LOSS).summary(Sparkline.POINTS), colour);
  }

  private void showState(RunEntry run, RunReading reading) {
    Standing standing = reading.standing();
    state.setText(
        standing == Standing.QUEUED
            ? RunWords.waiting(
                actions.queue().queue().position(run.folder()),
                actions.queue().isStarting(run.folder()))
            : RunWords.state(reading));
    stateIcon.setIconCode(iconOf(standing));
    state.pseudoClassStateChanged(
        STATE_GOOD, standing == Standing.RUNNING || standing == Standing.PREPARING);
    state.pseudoClassStateChanged(
        STATE_WARN, standing == Standing.PAUSED || standing == Standing.CRASHED);
    state.pseudoClassStateChanged(
        STATE_BAD, standing == Standing.FAILED || standing == Standing.UNREADABLE);
    progress.getStyleClass().removeIf(style -> style.startsWith("standing-"));
    progress.getStyleClass().add("standing-" + standing.name().toLowerCase(Locale.ROOT));
  }

  private static BootstrapIcons iconOf(Standing standing) {
    return switch (standing) {
      case QUEUED -> BootstrapIcons.HOURGLASS_SPLIT;
      case PREPARING -> BootstrapIcons.FILE_TEXT;
      case RUNNING -> BootstrapIcons.PLAY_FILL;
      case PAUSED -> BootstrapIcons.PAUSE_FILL;
      case FINISHED -> BootstrapIcons.CHECK_CIRCLE;
      case STOPPED -> BootstrapIcons.STOP_FILL;
      case FAILED -> BootstrapIcons.X_CIRCLE;
      case CRASHED -> BootstrapIcons.EXCLAMATION_TRIANGLE;
      case UNREADABLE -> BootstrapIcons.QUESTION_CIRCLE;
    };
  }

  private static void setShown(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
