//! What this machine is: processor, cores, caches, memory. What it can do a second is measured in `probe`.
//!
//! Read from Linux's /proc and /sys, the memory limit of the control group included (a container sees the host's memory otherwise). Elsewhere
//! these facts are None and whoever prints them says "unknown".

use std::fs;
use std::path::Path;

use crate::lanes::Isa;

/// Facts about this machine; None where the system does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The processor's name.
    pub cpu: Option<String>,
    /// Threads that run at one time.
    pub cores: usize,
    /// Instruction sets the kernels can use, fastest first.
    pub isas: Vec<Isa>,
    /// Instruction set extensions that matter to number work, present here.
    pub features: Vec<&'static str>,
    /// Bytes of the last-level cache.
    pub last_level_cache: Option<u64>,
    /// Memory this process may use at most, in bytes.
    pub memory: Option<u64>,
    /// Memory this process could take now, in bytes.
    pub memory_available: Option<u64>,
}

impl Machine {
    /// Looks around. Never fails: what cannot be read is None.
    #[must_use]
    pub fn read() -> Machine {
        let meminfo = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let (total, available) = (kibibytes(&meminfo, "MemTotal"), kibibytes(&meminfo, "MemAvailable"));
        let group = Group::read();
        Machine {
            cpu: fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| cpu_name(&text)),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            isas: Isa::available(),
            features: features(),
            last_level_cache: last_level_cache(Path::new("/sys/devices/system/cpu/cpu0/cache")),
            memory: total.map(|total| group.as_ref().map_or(total, |group| total.min(group.limit))),
            memory_available: available.map(|free| group.as_ref().map_or(free, |group| free.min(group.free()))),
        }
    }
}

/// The first "model name" of /proc/cpuinfo.
fn cpu_name(cpuinfo: &str) -> Option<String> {
    let line = cpuinfo.lines().find(|line| line.starts_with("model name"))?;
    let name = line.split_once(':')?.1.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// A field of /proc/meminfo, in bytes.
fn kibibytes(meminfo: &str, field: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
}

/// "480M", "2048K" or plain bytes, as /sys writes cache sizes.
fn cache_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = match text.strip_suffix(['K', 'M', 'G']) {
        Some(number) => (number, &text[number.len()..]),
        None => (text, ""),
    };
    let factor = match unit {
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => 1,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// The size of the cache of the highest level in /sys's `cache` folder of a core.
fn last_level_cache(folder: &Path) -> Option<u64> {
    let entries = fs::read_dir(folder).ok()?;
    let of = |path: &Path| {
        let level: u32 = fs::read_to_string(path.join("level")).ok()?.trim().parse().ok()?;
        Some((level, cache_size(&fs::read_to_string(path.join("size")).ok()?)?))
    };
    entries.flatten().filter_map(|entry| of(&entry.path())).max().map(|(_, size)| size)
}

/// The memory account of this process's control group.
struct Group {
    limit: u64,
    used: u64,
}

impl Group {
    /// The tightest limit on the way from this process's group to the root; None where there is none.
    fn read() -> Option<Group> {
        let own = fs::read_to_string("/proc/self/cgroup").ok()?;
        Group::read_v2(Path::new("/sys/fs/cgroup"), &own).or_else(|| Group::read_v1(Path::new("/sys/fs/cgroup/memory")))
    }

    fn read_v2(root: &Path, own: &str) -> Option<Group> {
        let path = own.lines().find_map(|line| line.strip_prefix("0::/"))?;
        let own = root.join(path);
        let groups = own.ancestors().take_while(|folder| folder.starts_with(root));
        groups
            .filter_map(|folder| Group::of(folder, "memory.max", "memory.current", "inactive_file"))
            .min_by_key(|g| g.limit)
    }

    fn read_v1(folder: &Path) -> Option<Group> {
        Group::of(folder, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
    }

    /// What was read from files and can be dropped at once does not count as used.
    fn of(folder: &Path, limit: &str, used: &str, droppable: &str) -> Option<Group> {
        let number = |name: &str| fs::read_to_string(folder.join(name)).ok()?.trim().parse::<u64>().ok();
        let stat = fs::read_to_string(folder.join("memory.stat")).unwrap_or_default();
        let mut fields = stat.lines().filter_map(|line| line.split_once(' '));
        let dropped = fields.find_map(|(name, value)| (name == droppable).then(|| value.parse::<u64>().ok())?);
        Some(Group { limit: number(limit)?, used: number(used)?.saturating_sub(dropped.unwrap_or(0)) })
    }

    fn free(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }
}

#[cfg(target_arch = "x86_64")]
fn features() -> Vec<&'static str> {
    let all = [
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("f16c", is_x86_feature_detected!("f16c")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("avx512bw", is_x86_feature_detected!("avx512bw")),
        ("avx512vl", is_x86_feature_detected!("avx512vl")),
        ("avx512dq", is_x86_feature_detected!("avx512dq")),
        ("avx512vnni", is_x86_feature_detected!("avx512vnni")),
        ("avx512bf16", is_x86_feature_detected!("avx512bf16")),
    ];
    all.into_iter().filter_map(|(name, here)| here.then_some(name)).collect()
}

#[cfg(target_arch = "aarch64")]
fn features() -> Vec<&'static str> {
    let all = [
        ("neon", true),
        ("fp16", std::arch::is_aarch64_feature_detected!("fp16")),
        ("dotprod", std::arch::is_aarch64_feature_detected!("dotprod")),
        ("bf16", std::arch::is_aarch64_feature_detected!("bf16")),
        ("i8mm", std::arch::is_aarch64_feature_detected!("i8mm")),
    ];
    all.into_iter().filter_map(|(name, here)| here.then_some(name)).collect()
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn features() -> Vec<&'static str> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proc_files_are_read_by_field() {
        let meminfo = "MemTotal:       24612345 kB\nMemFree: 1 kB\nMemAvailable:   20000000 kB\n";
        assert_eq!(kibibytes(meminfo, "MemTotal"), Some(24_612_345 * 1024));
        assert_eq!(kibibytes(meminfo, "MemAvailable"), Some(20_000_000 * 1024));
        assert_eq!(kibibytes(meminfo, "Mem"), None);
        let cpuinfo = "processor\t: 0\nmodel name\t: Some(R)  Processor  9\nflags : x\n";
        assert_eq!(cpu_name(cpuinfo).as_deref(), Some("Some(R) Processor 9"));
        assert_eq!(cpu_name("CPU implementer : 0x41\n"), None);
    }

    #[test]
    fn cache_sizes_have_units() {
        assert_eq!(cache_size("491520K\n"), Some(480 << 20));
        assert_eq!(cache_size("2M"), Some(2 << 20));
        assert_eq!(cache_size("512"), Some(512));
        assert_eq!(cache_size("many"), None);
    }

    #[test]
    fn the_tightest_group_on_the_way_up_counts() {
        let root = std::env::temp_dir().join(format!("nanollama-machine-{}", std::process::id()));
        let own = root.join("outer/inner");
        fs::create_dir_all(&own).unwrap();
        for (folder, limit, used) in [(root.join("outer"), "1000", "600"), (own.clone(), "max", "100")] {
            fs::write(folder.join("memory.max"), limit).unwrap();
            fs::write(folder.join("memory.current"), used).unwrap();
        }
        fs::write(root.join("outer/memory.stat"), "anon 400\ninactive_file 150\n").unwrap();
        let group = Group::read_v2(&root, "0::/outer/inner\n").unwrap();
        assert_eq!((group.limit, group.used, group.free()), (1000, 450, 550));
        assert!(Group::read_v2(&root, "0::/elsewhere\n").is_none());
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn this_machine_makes_sense() {
        let machine = Machine::read();
        assert!(machine.cores > 0 && !machine.isas.is_empty());
        if let (Some(memory), Some(available)) = (machine.memory, machine.memory_available) {
            assert!(available <= memory && memory > 1 << 24);
        }
    }
}
