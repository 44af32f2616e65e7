use std::fs;

use super::*;

fn question(exercise: &Exercise) -> String {
    exercise.question.iter().map(|message| message.text()).collect::<Vec<_>>().join("|")
}

#[test]
fn gsm8ks_rows_are_judged_by_the_number_behind_the_mark() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("math.jsonl");
    let row =
        |n: u64| format!("{{\"question\": \"{n}+1?\", \"answer\": \"It is <<{n}+1={0}>>{0}.\\n#### {0}\"}}", n + 1);
    let rows: Vec<String> = (1000..1040).map(row).collect();
    fs::write(&path, rows.join("\n")).unwrap();
    let exercises = Exercises::open(&path, (0.1, 3)).unwrap();
    assert_eq!((exercises.name.as_str(), &exercises.grader), ("math", &Grader::Number));
    assert_eq!((exercises.train.len(), exercises.test.len()), (36, 4));
    for Exercise { question, right, .. } in exercises.train.iter().chain(&exercises.test) {
        assert_eq!(question[0].text(), format!("{}+1?", right.parse::<u64>().unwrap() - 1));
        assert!(exercises.grader.is_right(&format!("so\n#### {right}."), right).unwrap());
        assert!(!exercises.grader.is_right(&format!("it is {right}"), right).unwrap(), "it lacks the mark");
        assert!(!exercises.grader.is_right(&format!("#### {right}1"), right).unwrap());
    }
    assert!(
        exercises.grader.is_right("#### 1,001", "1001").unwrap()
            && exercises.grader.is_right("#### $-5", "-5").unwrap()
    );
    assert_ne!(exercises.fingerprint(), Exercises::open(&path, (0.1, 4)).unwrap().fingerprint());
    fs::write(&path, "{\"question\": \"a\", \"answer\": \"#### 1\"}\n{\"question\": \"b\", \"answer\": \"2\"}")
        .unwrap();
    let error = Exercises::open(&path, (0.1, 3)).unwrap_err().to_string();
    assert!(error.contains("math.jsonl") && error.contains("1 of 2"), "{error}");
}

#[test]
fn a_folder_says_what_is_asked_and_what_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let open = || Exercises::open(folder.path(), (0.1, 0));
    write("task.toml", "prompt = \"{q}\\n{choices}\"\nchoices = \"options\"\nright = \"{key}\"\ngrader = \"letter\"\n");
    write(
        "train.jsonl",
        "{\"q\": \"Best?\", \"options\": [\"x\", \"y\"], \"key\": 1}\n{\"q\": \"?\", \"options\": {\"text\": [\"x\", \"y\"]}, \"key\": \"1\"}",
    );
    let exercises = open().unwrap();
    assert_eq!(question(&exercises.train[0]), "Best?\n- x=A\n- y=B");
    assert_eq!(exercises.train.iter().map(|one| one.right.as_str()).collect::<Vec<_>>(), ["B", "A"]);
    assert_eq!((exercises.train[0].answer.as_str(), exercises.test.len()), ("B", 0));
    for (reply, right) in [("B", true), ("It is B.", true), ("A or B", false), ("Bad", false), ("b", false)] {
        assert_eq!(exercises.grader.is_right(reply, "B").unwrap(), right, "{reply}");
    }
    write("train.jsonl", "{\"q\": \"Best?\", \"options\": [\"x\"], \"key\": \"C1\"}");
    assert!(open().unwrap_err().to_string().contains("\"C1\" is no letter"));
    write(
        "task.toml",
        "prompt = \"{q}\"\nright = \"{value}\"\nanswer = \"It is {value}.\"\ngrader = \"regex\"\npattern = \"(?i)is (\\\\w+)\"\n",
    );
    write("train.jsonl", "{\"q\": \"Who?\", \"value\": \"Nora\"}");
    let exercises = open().unwrap();
    assert_eq!(exercises.train[0].answer, "It is Nora.");
    assert!(
        exercises.grader.is_right("It is Tom. No, it Is Nora.", "Nora").unwrap()
            && !exercises.grader.is_right("Nora", "Nora").unwrap()
    );
    write("train.jsonl", "{\"q\": \"Who?\"}");
    let error = open().unwrap_err().to_string();
    assert!(error.contains("train.jsonl") && error.contains("no `value`"), "{error}");
    write("task.toml", "prompt = \"{q}\"\nright = \"{value}\"\ngrader = \"taste\"\n");
    assert!(open().unwrap_err().to_string().contains("taste"));
    write("task.toml", "prompt = \"{q}\"\nright = \"{value}\"\ngrader = \"exact\"\nmood = 1\n");
    assert!(open().unwrap_err().to_string().contains("mood"));
}

#[test]
fn the_last_number_and_the_whole_reply() {
    assert!(Grader::LastNumber.is_right("17 + 5: 17 + 3 = 20 and 2 more make 22.", "22").unwrap());
    assert!(!Grader::LastNumber.is_right("22 - 1 = 21", "22").unwrap());
    assert!(Grader::Exact.is_right(" yes\n", "yes").unwrap() && !Grader::Exact.is_right("yes.", "yes").unwrap());
}
