title the lost glasses
cast a: child
cast b: old
thing x: glasses*, reading glasses*, spectacles*
word spot: butter dish, sugar bowl, bread basket, flour tin, biscuit tin
word paper: letter, card, postcard, note
place p: garden, market, park

beat start
3: (On Sunday|One rainy morning|After school), {a.intro} went to see {b.intro}, who (lived in a house with a blue door|lived alone with a cat|lived in a house full of clocks)
3: {a.intro} often visited {b.intro}, who lived in a small house with (a blue door|green shutters)
1: (On Sunday|Yesterday|After school) I went to see {b.intro}, who lives (in a house with a blue door|alone with a cat|in a house full of clocks)
beat start
{b.name} was turning the whole house upside down
{b.name} was opening one drawer after another
{b.name} was crawling about (on the carpet|under the table)
beat say b to a
I have lost {x.my:b}. Without them I cannot read this {paper}
Have you seen {x.my:b}? I have {paper.a} here, and it is nothing but a blur
Oh, {a.name}, {x.my:b} have vanished, and I cannot read a word of this {paper}
beat so
{a} (promised|offered) to help
{a} rolled up both sleeves and began to search
beat start
{a} looked (under the cushions|behind the sofa|beneath the bed), on the (shelf|window sill|piano) and (in the coat pockets|behind the curtains)
{a} crawled under the bed and felt behind (the cupboard|the clock|the stove)
{a} searched the hall, the bedroom and even (the bathtub|the coal box|the umbrella stand)
@looks a
beat but
there was nothing (except dust|but an old button|but a lost pencil)
all that turned up was (a penny|a hairpin|a dried pea)
beat maybe start
@thinks a
beat maybe say a to b
Did you (look on top of your head|ask the cat)?
Perhaps they have walked away
beat then
{a} had a (good|bright) idea and asked what {b} had done that morning
{a} sat down and asked {b.me} to tell the whole morning from the beginning
beat say b
First I fed the cat. Then I made breakfast, and after that I could not find them any more
I got up, I combed my hair, and then I had my breakfast. The glasses were on my nose, I am sure of it
beat so
{a} (walked|ran|hurried) into the kitchen and looked at the breakfast things
{a} went straight to the kitchen table
beat when
{a} lifted the lid off {spot.the}
{a} (peeped|looked) into {spot.the}
beat start
there (lay|were) {x.the}, (safe and sound|as snug as a bird in a nest)
{a} found {x.the} in there
beat maybe start
@glad b
@surprised b
beat say b
What a silly old thing I am! I must have put them away with the breakfast
Well, well! I was still half asleep, and I tidied away my own eyes
beat start
3: (Both of them|The two of them) laughed until (their sides hurt|the cups rattled)
1: {b.name} and I laughed until (the cat ran away|the cups rattled)
beat and
{b} gave {a.me} (a slice of cake|a cup of cocoa|a handful of cherries) (for being so clever|as a reward)
{b} put on {x.the} and read the {paper} aloud
beat maybe start
The {paper} was (an invitation to a picnic|full of good news from an old friend), so the day ended well
After that, {b} kept {x.the} on a (ribbon|string) round {b.my} neck

ask what
? What had {b.name} lost
? What was {b.name} looking for
! {b.name} had lost {x.the}
! {b.name} had lost {x.the} and was looking for {x.them}
ask where
? Where were {x.the}
? Where did {a.name} find {x.the}
! {x.the} were in {spot.the}
! {a.name} found {x.the} in {spot.the}
ask why
? Why did {b.name} need {x.the}
! {b.name} needed {x.the} to read {paper.a}
! It was because {b.name} could not read the {paper} without {x.them}
ask who a
? Who found {x.the}
? Who helped {b.name} to look for {x.the}
! {a.name} did
! It was {a.name} who (helped and|looked and) found {x.them}
