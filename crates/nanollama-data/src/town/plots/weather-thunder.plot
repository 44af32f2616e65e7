title counting the thunder
cast a: child
cast b: old
number f: 2..4
number g: 4..6
number s: f+g
number r: s+4
word hide: under the bed, under the table, inside the wardrobe, behind the sofa, under the blanket

beat start
3: One (hot|sticky) summer evening, {a.intro} was staying with {b.intro} when the sky turned (as dark as ink|yellow and black)
3: {a.intro} was spending the night at the house of {b.intro}, and the air was (heavy|hot and still)
1: One (hot|sticky) summer evening I was staying with {b.intro} when the sky turned (as dark as ink|yellow and black)
1: Last night I slept at the house of {b.intro}, and the air was (heavy|hot and still)
beat then
a flash lit up the whole (room|kitchen), and the thunder (crashed|cracked) so hard that the (spoons|cups) jumped
there was lightning over the roofs, and a clap of thunder shook the (windows|chimney)
beat so
{a} (dived|crept|crawled) {hide} and would not come out
{a} was terrified and (dived|crept|crawled) {hide}
beat maybe start
@afraid a
beat say a
Make it stop! It is coming to get us
Is it going to fall on the house?
beat then
{b} (knelt|got) down, old knees creaking, and peeped in with a candle
{b} put down the knitting, took a candle and sat down on the floor close by
beat say b to a
I cannot stop it, but I can tell you where it is. Shall we measure it?
A storm is only big and noisy. Would you like to know how far away it is?
beat start
{b} explained that light is very fast and sound is slow, so the thunder always comes late
{b} explained that light is quick and sound is slow, and that the later the thunder comes, the farther off the storm is
beat say b to a
When you see the next flash, start to count. Stop when you hear the boom
After the flash, count slowly. The bigger the number, the farther away it is
beat when
the next flash came
everything turned white for a moment
beat start
3: a small voice began to count, and at {f} the thunder rolled
{a} counted out loud and had just reached {f} when it boomed
beat then
there was another flash, and this time {a} got as far as {s} before the (crash|rumble)
lightning came again, and {a} counted all the way to {s}
beat say a
It is going away! The number is bigger
That was {g} more than before! Is it leaving?
beat and
{a} put out (one foot|the tip of {a.my} nose), then an arm, and at last came out altogether
{a} forgot to be frightened and ran to the window to see better
beat start
At the next flash the number was {r}, and the thunder only grumbled like (an old bear|a cart on a far road)
Next time the count went up to {r}, and there was nothing left but a low growl behind the hills
beat maybe start
In the morning the garden (smelled fresh|sparkled), and a branch lay across the path
By breakfast time the sky was (blue|clean and clear), and there were puddles (everywhere|in the lane)
beat maybe start
Since then, {a} <have> never hidden from a storm, for there is always something to count
Ever since, thunder has been nothing but a sum in the sky

ask why
? Why did {a.name} hide
? Why was {a.name} so frightened
! {a.name} was afraid of the (thunder|storm)
! It was because of the (thunder|storm)
ask who b
? Who showed {a.name} how to measure the storm
? Who explained about light and sound
! {b.name} did
! It was {b.name}
ask where
? Where did {a.name} hide
? Where did {a.name} creep when it thundered
! {a.name} was {hide}
! {a.name} hid {hide}
ask how-many
? How far did {a.name} count the first time
? What number did {a.name} reach the first time
! {a.name} counted to {f}
! {a.name} got to {f}, and then it thundered
ask why
? Why did {a.name} know that the storm was going away
? Why did {a.name} think that the storm was leaving
! {a.name} got from {f} to {s}, and a bigger number means that the storm is farther away
! The number grew from {f} to {s}
