//! Order, examples and texts are what Python makes by nanochat's rules (`oracle/core_prompts.py`); spans by hand.

use serde_json::Value;

use super::*;

fn fixture() -> Vec<Value> {
    serde_json::from_str(include_str!("../../../tests/fixtures/core.json")).expect("the fixture is JSON")
}

/// A bundle of one task of the fixture.
fn bundle(task: &Value) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let field = |name: &str| task[name].as_str().expect("a text").to_owned();
    let list = format!(
        "icl_tasks:\n-\n  label: {}\n  dataset_uri: some/rows.jsonl\n  num_fewshot: [{}]\n  icl_task_type: {}\n  \
         continuation_delimiter: {}\n-\n  label: gone\n  dataset_uri: some/gone.jsonl\n  num_fewshot: [0]\n  icl_task_type: schema\n",
        field("label"),
        task["shots"],
        field("kind"),
        task["delimiter"],
    );
    let table = format!("Eval Task,#shots,Random baseline,Description\n{},3,25,\"one, two\"\n", field("label"));
    let rows: String = task["data"].as_array().expect("rows").iter().map(|row| format!("{row}\n")).collect();
    std::fs::create_dir_all(folder.path().join("eval_data/some")).expect("a folder");
    for (name, text) in [("core.yaml", list), ("eval_meta_data.csv", table), ("eval_data/some/rows.jsonl", rows)] {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

#[test]
fn order_examples_and_texts_are_python_s() {
    for task in fixture() {
        let folder = bundle(&task);
        let most = task["most"].as_u64().map(|most| most as usize);
        let core = Core::open(folder.path(), None, most).unwrap();
        let [found] = &core.tasks[..] else { panic!("one task") };
        assert_eq!(serde_json::to_value(&found.order).unwrap(), task["order"], "{}", found.name());
        assert_eq!(found.baseline, 0.25);
        assert_eq!(core.missing.len(), 1);
        for case in task["cases"].as_array().unwrap() {
            let index = case["index"].as_u64().unwrap() as usize;
            let row = found.order[index];
            let written = render::write(&found.table, &found.listed, row, &found.examples(index)).unwrap();
            assert_eq!(serde_json::to_value(&written.texts).unwrap(), case["texts"], "{} {index}", found.name());
            assert_eq!(written.gold as u64, task["data"][row]["gold"].as_u64().unwrap_or(0));
        }
    }
}

#[test]
fn what_is_wrong_with_a_bundle_has_its_name() {
    let task = &fixture()[0];
    let folder = bundle(task);
    let said = |core: Result<Core>| core.err().expect("it is wrong").to_string();
    assert!(said(Core::open(folder.path(), None, Some(3))).contains("3 examples stand before each"));
    let other = said(Core::open(folder.path(), Some("other"), None));
    assert!(other.contains("core/choice") && other.contains("core/gone"), "{other}");
    let rows = folder.path().join("eval_data/some/rows.jsonl");
    let damaged = std::fs::read_to_string(&rows).unwrap().replacen("\"gold\":0", "\"gold\":9", 1);
    std::fs::write(&rows, damaged).unwrap();
    let core = Core::open(folder.path(), None, None).unwrap();
    let row = core.tasks[0].order.iter().position(|row| *row == 0).unwrap();
    let error = render::write(&core.tasks[0].table, &core.tasks[0].listed, core.tasks[0].order[row], &[]);
    let error = error.err().expect("it is wrong").to_string();
    assert!(error.contains("rows.jsonl, row 1") && error.contains("\"gold\" is 9"), "{error}");
    std::fs::write(folder.path().join("eval_meta_data.csv"), "Eval Task,Random baseline\nchoice,many\n").unwrap();
    assert!(said(Core::open(folder.path(), None, None)).contains("eval_meta_data.csv:2: "));
}

#[test]
fn spans_are_what_texts_do_not_share() {
    let texts = |rows: &[&[u32]]| rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>();
    let ahead = |text: &[u32], at: usize| text.get(at).copied();
    let behind = |text: &[u32], at: usize| text.len().checked_sub(at + 1).map(|at| text[at]);
    let rows = texts(&[&[1, 5, 6, 2], &[1, 5, 7, 2], &[1, 5, 6]]);
    assert_eq!(common(&rows, ahead), 2);
    assert_eq!(common(&rows[..2], behind), 1);
    assert_eq!(common(&texts(&[&[1, 2], &[1, 2]]), ahead), 2);
    assert_eq!(common(&[], ahead), 0);
}
