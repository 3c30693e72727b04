package org.statescope.app.queue;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.workspace.Workspace;

/// The runs that wait, device by device, with their places; each can be moved, begun now or taken
/// off. It is there only while a run waits.
public final class QueueView extends VBox {
  private static final double MOST_HEIGHT = 180;
  private static final int MOST_CPU_RUNS = 16;

  private final RunQueue queue;
  private final QueueActions actions;
  private final VBox rows = new VBox();
  private final Subscription changes;

  public QueueView(RunQueue queue, QueueActions actions, Workspace workspace) {
    this.queue = queue;
    this.actions = actions;
    setId("queue");
    getStyleClass().add("queue-pane");
    rows.getStyleClass().add("queue-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(MOST_HEIGHT);
    scroll.getStyleClass().add("queue-scroll");
    getChildren().addAll(header(), holding(), scroll);
    InvalidationListener arrival = change -> show();
    workspace.runs().addListener(arrival);
    changes =
        Subscription.combine(
            queue.queueProperty().subscribe(this::show),
            () -> workspace.runs().removeListener(arrival));
    show();
  }

  /// Drops the view's subscriptions.
  public void close() {
    changes.unsubscribe();
  }

  private Node header() {
    Label title = new Label(Texts.text("queue.title"));
    title.getStyleClass().add("title-4");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Spinner<Integer> atOnce = new Spinner<>(1, MOST_CPU_RUNS, queue.cpuRunsProperty().get());
    atOnce.setId("queue-cpu-runs");
    atOnce.setPrefWidth(76);
    atOnce.setMinWidth(Region.USE_PREF_SIZE);
    atOnce.setTooltip(new Tooltip(Texts.text("queue.cpuRuns.help")));
    atOnce.setAccessibleText(Texts.text("queue.cpuRuns.help"));
    atOnce.valueProperty().subscribe(value -> queue.cpuRunsProperty().set(value));
    Label name = new Label(Texts.text("queue.cpuRuns"));
    name.getStyleClass().add("text-muted");
    name.setLabelFor(atOnce);
    ToggleButton hold = new ToggleButton(null, Icons.icon(BootstrapIcons.PAUSE_FILL));
    hold.setId("queue-hold");
    hold.getStyleClass().addAll("flat", "button-icon");
    hold.setTooltip(new Tooltip(Texts.text("queue.hold")));
    hold.setAccessibleText(Texts.text("queue.hold"));
    queue.heldProperty().subscribe(held -> hold.setSelected(held.isPresent()));
    hold.setOnAction(
        event ->
            queue
                .heldProperty()
                .set(hold.isSelected() ? Optional.of(Texts.text("queue.held")) : Optional.empty()));
    HBox header = new HBox(8, title, gap, name, atOnce, hold);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Label holding() {
    Label sentence = new Label();
    sentence.setId("queue-held");
    sentence.getStyleClass().add("queue-held");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    queue
        .heldProperty()
        .subscribe(
            held -> {
              sentence.setText(
                  held.map(reason -> Texts.text("queue.heldBecause", reason)).orElse(""));
              sentence.setVisible(held.isPresent());
              sentence.setManaged(held.isPresent());
            });
    return sentence;
  }

  private void show() {
    List<QueuedRun> waiting = queue.queue().waiting();
    setVisible(!waiting.isEmpty());
    setManaged(!waiting.isEmpty());
    rows.getChildren().setAll(waiting.stream().map(this::row).toList());
  }

  private Node row(QueuedRun run) {
    int place = queue.queue().position(run.folder()).orElseThrow();
    String name = queue.label(run);
    Label words = new Label(Texts.text("queue.row", place, name, run.device()));
    words.getStyleClass().add("queue-row");
    words.setTooltip(new Tooltip(run.folder().toString()));
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row =
        new HBox(
            words,
            button("up", run, name, BootstrapIcons.ARROW_UP, () -> queue.move(run.folder(), -1)),
            button("down", run, name, BootstrapIcons.ARROW_DOWN, () -> queue.move(run.folder(), 1)),
            button("now", run, name, BootstrapIcons.PLAY_FILL, () -> actions.beginNow(run)),
            button("off", run, name, BootstrapIcons.X, () -> actions.takeOff(run)));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Button button(
      String what, QueuedRun run, String name, BootstrapIcons icon, Runnable action) {
    Button button = Icons.button(icon, Texts.text("queue." + what, name), action);
    button.setId("queue-" + what + "-" + run.folder().getFileName());
    button.getStyleClass().add("queue-button");
    return button;
  }
}
