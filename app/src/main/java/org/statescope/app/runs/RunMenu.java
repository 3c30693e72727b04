package org.statescope.app.runs;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.workspace.RunEntry;

/// The context menu of one run; it offers what the run admits at the moment it opens.
final class RunMenu {
  private RunMenu() {}

  static ContextMenu of(RunEntry run, RunActions actions) {
    List<RunEntry> only = List.of(run);
    MenuItem pause = item("runs.pause", BootstrapIcons.PAUSE_FILL, () -> actions.pause(only));
    MenuItem resume = item("runs.resume", BootstrapIcons.PLAY_FILL, () -> actions.resume(only));
    MenuItem stop = item("runs.stop", BootstrapIcons.STOP_FILL, () -> actions.stop(only));
    MenuItem checkpoint =
        item("runs.checkpoint", BootstrapIcons.SAVE, () -> actions.checkpoint(only));
    MenuItem up =
        item("runs.queueUp", BootstrapIcons.ARROW_UP, () -> actions.queue().move(run.folder(), -1));
    MenuItem down =
        item(
            "runs.queueDown",
            BootstrapIcons.ARROW_DOWN,
            () -> actions.queue().move(run.folder(), 1));
    MenuItem off =
        item(
            "runs.queueOff",
            BootstrapIcons.X,
            () -> actions.queue().queue().find(run.folder()).ifPresent(actions::takeOff));
    MenuItem folder =
        item("runs.openFolder", BootstrapIcons.FOLDER2_OPEN, () -> actions.openFolder(run));
    MenuItem remove = item("runs.remove", BootstrapIcons.EYE_SLASH, () -> actions.remove(run));
    ContextMenu menu =
        new ContextMenu(
            pause,
            resume,
            stop,
            checkpoint,
            new SeparatorMenuItem(),
            up,
            down,
            off,
            new SeparatorMenuItem(),
            folder,
            new SeparatorMenuItem(),
            remove);
    menu.setOnShowing(
        event -> {
          boolean waits = actions.queue().queue().find(run.folder()).isPresent();
          up.setDisable(!waits);
          down.setDisable(!waits);
          off.setDisable(!waits);
          pause.setDisable(!RunActions.canPause(run));
          resume.setDisable(!RunActions.canResume(run) && !RunActions.canContinue(run));
          stop.setDisable(!RunActions.canStop(run));
          checkpoint.setDisable(!RunActions.canStop(run));
          remove.setDisable(run.standing().isLive());
        });
    return menu;
  }

  private static MenuItem item(String key, BootstrapIcons icon, Runnable action) {
    MenuItem item = new MenuItem(Texts.text(key), Icons.icon(icon));
    item.setOnAction(event -> action.run());
    return item;
  }
}
