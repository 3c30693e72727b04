package org.statescope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.runs.RunActions;
import org.statescope.app.runs.RunListModel;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.workspace.RunEntry;

/// Pause, resume, stop and checkpoint for the selected runs; a button rests while no selected run
/// admits it.
final class RunToolbar extends HBox {
  private final RunListModel runs;

  RunToolbar(RunListModel runs, RunActions actions) {
    this.runs = runs;
    getStyleClass().add("run-toolbar");
    add("pause", BootstrapIcons.PAUSE_FILL, actions, RunActions::canPause, actions::pause);
    add(
        "resume",
        BootstrapIcons.PLAY_FILL,
        actions,
        run -> RunActions.canResume(run) || RunActions.canContinue(run),
        actions::resume);
    add("stop", BootstrapIcons.STOP_FILL, actions, RunActions::canStop, actions::stop);
    add("checkpoint", BootstrapIcons.SAVE, actions, RunActions::canStop, actions::checkpoint);
  }

  /// Shows the icons alone, or with their words.
  void setCompact(boolean compact) {
    for (Node child : getChildren()) {
      ((Button) child)
          .setContentDisplay(compact ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }
  }

  private void add(
      String key,
      BootstrapIcons icon,
      RunActions actions,
      Predicate<RunEntry> admits,
      Consumer<List<RunEntry>> action) {
    Button button = new Button(Texts.text("toolbar." + key), Icons.icon(icon));
    button.setId("toolbar-" + key);
    button.setMinWidth(USE_PREF_SIZE);
    button.setAccessibleText(Texts.text("toolbar." + key));
    button.setTooltip(new Tooltip(Texts.text("toolbar." + key + ".help")));
    button.disableProperty().bind(actions.any(runs.selected(), admits).not());
    // The list of selected runs may change while the action works on it.
    button.setOnAction(event -> action.accept(new ArrayList<>(runs.selected())));
    getChildren().add(button);
  }
}
