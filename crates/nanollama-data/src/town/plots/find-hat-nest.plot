title the hat that became a nest
cast a: child
cast b: grown
thing x: straw hat, woolly hat, cap, bonnet; colour
word bird: robin, blackbird, thrush, sparrow
word bush: hawthorn, holly bush, apple tree, hedge
number n: 3..5
place p: orchard, meadow, garden, woods

beat start
3: {a.intro} had {x} and wore {x.it} (everywhere|in sunshine and in rain|even at breakfast)
3: {a.intro} owned {x} and (loved|liked) {x.it} more than (anything|all other clothes)
1: I had {x}, and I wore {x.it} (everywhere|in sunshine and in rain|even at breakfast)
fact has a x
beat but
one (wild|stormy|blustery) day in spring a gust of wind (blew|snatched|tore) {x.it} from {a.my} head {p.in}
one (gusty|wild|stormy) afternoon in spring {a} was running {p.in}, and the wind carried {x.it} off
fact at a p
fact loses a x
beat start
{a} (chased|ran) after {x.it} (at top speed|across the grass|with both arms stretched out)
beat but
the wind was (faster|quicker), and {x.the} sailed over {bush.a} and was gone
{x.the} (rolled|whirled|danced) away behind {bush.a}, and nobody could see where {x.it} came down
beat maybe start
@sad a
beat maybe say a
Come back! That is my best hat
My head feels so cold and bare now
beat paragraph
(Some weeks|A month) later, {b.intro} knocked at the door with (a secret smile|an air of mystery)
(Some weeks|A month) later, {a} met {b.intro}, who was smiling (in a mysterious way|from ear to ear)
fact leaves a
beat say b to a
I know where your hat is. Walk on tiptoe and do not make a sound
Your hat has been found, but somebody has moved into it. Come and see
beat then
3: they (crept|tiptoed|stole) {p.to} and parted the leaves of {bush.the}
1: {b.name} and I (crept|tiptoed) {p.to} and parted the leaves of {bush.the}
{b} led the way to {bush.the} and (gently|very slowly) bent a branch aside
fact goes a p
beat start
There hung {x.the}, upside down, and in it sat {bird.a}
{x.the} was caught between two twigs, and {bird.a} was sitting in it as proud as a queen
beat when
the {bird} flew off to catch (a worm|a fly|a beetle)
beat start
{a} counted {n} (speckled|smooth|tiny) eggs in the soft lining
{a} saw {n} (tiny|pretty) eggs, tucked up in moss and feathers
beat say b to a
Will you take your hat home now?
It is your hat. What do you want to do?
beat say a
No, let {bird.the} keep it. The eggs need it more than I do
I can wait. A nest must not be moved
beat so
{x.the} stayed where {x.it} was, and {a} came (every Sunday|again and again) to watch from a distance
{a} left {x.the} in {bush.the} and visited the little family (every Sunday|now and then)
beat start
(By midsummer|At the end of summer) all the young birds had flown away, and {a} could fetch {x.the} at last
When the last young bird had flown, {a} took {x.the} down and brushed out the feathers
fact has a x
beat maybe start
{x.the} smelled of moss and looked rather crooked, but {a} liked {x.it} better than ever
One little feather stayed in the brim for ever

ask who b
? Who (knew where {x.the} was|found {x.the})
? Who took {a.name} to see the nest
! {b.name} did
! It was {b.name} who (knew about the nest|had seen the nest)
ask how-many n
? How many eggs (were in the nest|lay in the hat)
? How many eggs did {a.name} (see|count)
! There were {n} eggs
! {a.name} counted {n} eggs in the hat
ask why
? Why did {a.name} not take {x.the} home at once
? Why did {x.the} stay in {bush.the} until summer
! It was because {bird.a} had built a nest in {x.it}
! There were eggs in {x.it}, and {a.name} did not want to move the nest
ask what
? What kind of bird (lived in|had moved into) {x.the}
! It was {bird.a}
! {bird.a} (lived|had built a nest) in {x.it}
ask colour x
? What colour was {x.the}
! {x.the} was {x.colour}
