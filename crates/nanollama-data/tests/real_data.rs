//! Real files, named by NANOLLAMA_TEST_DATA: books, stories, web pages, parquet as others write it, dialogues.

use std::path::{Path, PathBuf};
use std::time::Instant;

use nanollama_data::{
    Batch, ConversationReading, Corpus, Documents, Error, Feed, FeedShape, Loader, PackedConversations, Preparation,
    Rank, Reading, Sources, Split, read_conversations,
};
use nanollama_token::train::BpeTrainer;
use nanollama_token::{Tokenizer, chat};

fn data(path: &str) -> PathBuf {
    let folder = std::env::var_os("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data");
    Path::new(&folder).join(path)
}

fn documents(path: &str, separator: Option<&str>, column: Option<&str>) -> Result<Vec<String>, Error> {
    let sources = Sources::find(&[data(path).display().to_string()], &Reading::default())?;
    let own = |text: Option<&str>| text.map(str::to_owned);
    let reading = Reading { separator: own(separator), text_column: own(column), ..Reading::default() };
    let mut documents = Documents::new(sources, reading);
    let (mut all, mut text) = (Vec::new(), String::new());
    while documents.next_into(&mut text)?.is_some() {
        all.push(text.clone());
    }
    Ok(all)
}

fn tokenizer() -> Tokenizer {
    let text = std::fs::read_to_string(data("pretrain/tinyshakespeare.txt")).unwrap();
    BpeTrainer::new(1024).train([text], &mut |_| {}).unwrap().tokenizer
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn books_and_stories_are_split_where_their_readers_say() {
    assert_eq!(documents("pretrain/books_dev_train.txt", Some("\n\n\n"), None).unwrap().len(), 80);
    assert_eq!(documents("pretrain/books_dev_valid.txt", Some("\n\n\n"), None).unwrap().len(), 7);
    let stories = documents("pretrain/tinystories_cased_2mb.txt", Some("<|endoftext|>"), None).unwrap();
    assert!(stories.len() > 1000);
    assert!(stories.iter().all(|story| !story.contains("<|endoftext|>") && !story.starts_with('\n')));
    let text = std::fs::read_to_string(data("pretrain/tinystories_cased_2mb.txt")).unwrap();
    let by_hand = text.split("<|endoftext|>").map(|s| s.trim_matches(['\n', '\r'])).filter(|s| !s.trim().is_empty());
    assert!(by_hand.eq(stories.iter().map(String::as_str)));
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn json_lines_and_parquet_as_others_write_them() {
    assert_eq!(documents("pretrain/c4_demo.jsonl", None, None).unwrap().len(), 300);
    assert!(!documents("personality/carroll.jsonl", None, None).unwrap().is_empty());
    assert!(documents("parquet/nanochat_shards", None, None).unwrap().len() > 1024);
    assert!(documents("parquet/fineweb_edu_schema", None, None).unwrap().len() > 1000);
    let message = documents("parquet/hf_tos", None, None).unwrap_err().to_string();
    assert!(message.contains("sentence") && message.contains("no text column"), "{message}");
    assert!(!documents("parquet/hf_tos", None, Some("sentence")).unwrap().is_empty());
    let message = documents("sft/chat_train.jsonl", None, None).unwrap_err().to_string();
    assert!(message.contains("conversations"), "{message}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn books_become_shards_whose_batches_are_the_books() {
    let tokenizer = tokenizer();
    let folder = tempfile::tempdir().unwrap();
    let path = data("pretrain/books_dev_valid.txt");
    let mut preparation = Preparation::new(vec![path.display().to_string()], folder.path().join("out"));
    preparation.reading.separator = Some("\n\n\n".into());
    preparation.shard_tokens = 200_000;
    let start = Instant::now();
    let prepared = preparation.run(&tokenizer, &mut |_| {}).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let bytes: u64 = prepared.manifest.totals.values().map(|total| total.text_bytes).sum();
    eprintln!("prepared {:.1} MB/s", bytes as f64 / 1e6 / seconds);
    assert_eq!(prepared.manifest.total(Split::Val).documents, 1);

    let corpus = Corpus::open(&preparation.out, Split::Train).unwrap();
    let tokens = corpus.tokens() as usize;
    let mut loader =
        Loader::new(vec![corpus], FeedShape { rows: 8, length: 256, seed: 1, rank: Rank::ALONE, step: 8 }).unwrap();
    let (mut batch, mut stream) = (Batch::default(), Vec::new());
    let start = Instant::now();
    while stream.len() < tokens {
        loader.next_into(&mut batch).unwrap();
        stream.extend_from_slice(&batch.tokens);
    }
    eprintln!("loaded {:.0} million tokens a second", stream.len() as f64 / 1e6 / start.elapsed().as_secs_f64());
    let eos = tokenizer.eos().unwrap();
    let text = |ids: &[u32]| String::from_utf8(tokenizer.decode(ids)).unwrap();
    let rebuilt: Vec<String> = stream[..tokens].split_inclusive(|id| *id == eos).map(text).collect();
    let books = documents("pretrain/books_dev_valid.txt", Some("\n\n\n"), None).unwrap();
    assert_eq!(rebuilt.len(), 6);
    assert!(rebuilt.iter().all(|book| books.contains(book)));
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn real_dialogues_are_read_rendered_and_packed() {
    let tokenizer = tokenizer();
    for (file, count) in [("sft/chat_train.jsonl", 9_120), ("sft/identity_conversations.jsonl", 996)] {
        let start = Instant::now();
        let conversations = read_conversations(&data(file), &ConversationReading::default()).unwrap();
        assert_eq!(conversations.conversations.len(), count);
        let examples = conversations.render(&tokenizer, &chat::Form::Own, 0).unwrap().concat();
        let sizes: Vec<i64> = examples.iter().map(|e| (e.tokens.len() - 1).min(1024) as i64).collect();
        let packed = PackedConversations::new(file, examples, 1024, 1, tokenizer.pad().unwrap()).unwrap();
        let report = packed.report();
        eprintln!("{file}: {report:?} in {:.2} s", start.elapsed().as_secs_f64());
        assert_eq!(report.conversations + report.without_answer, count as u64);
        let least = least_rows(&sizes, 1024);
        eprintln!("{file}: {} rows, at least {least} are needed", report.rows);
        assert!(report.rows * 100 <= least * 102);
    }
}

/// A lower bound of the rows that any packing needs (Martello and Toth's L2): what is longer than `length - k` is alone,
/// other long ones take a row each, and what is left over from `k` to half a row must fit beside those or into more.
fn least_rows(sizes: &[i64], length: i64) -> u64 {
    let bound = |k: i64| {
        let alone = sizes.iter().filter(|size| **size > length - k).count() as i64;
        let long = sizes.iter().filter(|size| (length / 2 + 1..=length - k).contains(*size));
        let (rows, used) = long.fold((0, 0), |(rows, used), size| (rows + 1, used + size));
        let short: i64 = sizes.iter().filter(|size| (k..=length / 2).contains(*size)).sum();
        alone + rows + ((short - (rows * length - used)).max(0) + length - 1) / length
    };
    (1..=length / 2).map(bound).max().unwrap_or(0) as u64
}
