title the fruit harvest
cast a: child
cast b: child
cast c: farmer
word fruit: apple, pear, plum, peach, apricot
word basket: basket, bucket, wooden box, sack, crate
word treat: pie, cake, tart, pot of jam, pudding
word why: the neighbours were too busy, there was so much fruit this year, rain was on the way, the market was only a day away
number n: 5..9
number m: 3..8
number t: n+m
number g: 2..4
number k: t-g

beat start
3: (One|On a) (sunny|clear|cool|misty) (morning|afternoon), {a.intro} went to the orchard to help with the harvest
3: It was harvest time, and {a.intro} (walked|ran) over to the orchard to help
3: {a.intro} had promised to help in the orchard
1: (Today|This morning|On Saturday) I went to the orchard to help with the harvest
1: I had promised to help in the orchard, so I got up early
beat start
The {fruit.s} were ripe, and the branches (hung low|were heavy with fruit|bent under them)
The trees were full of (ripe|sweet|juicy) {fruit.s}
(Sweet|Ripe) {fruit.s} were hanging on every tree
beat maybe start
@outside
beat start
{c.intro} needed help because {why}
{c.intro} could not pick everything alone because {why}
beat start
{b.intro} had come to help, too
{b.intro} was there already with (rolled-up sleeves|a straw hat|a big smile)
{b.intro} was helping as well
beat then
3: {c} (brought|fetched) {basket.a} and showed both children how to (twist the fruit off its stalk|pick the fruit without breaking the twigs)
1: {c} (brought|fetched) {basket.a} and showed both of us how to (twist the fruit off its stalk|pick the fruit without breaking the twigs)
{c} pointed to the (biggest|oldest) tree and set down {basket.a} in the grass
3: {c} set down {basket.a} in the (grass|shade) and wished both children good luck
1: {c} set down {basket.a} in the (grass|shade) and wished us good luck
beat start
{a} climbed up a ladder and picked {n} {fruit.s} (from the top of the tree|high up in the leaves)
{a} (stood on tiptoe|reached up high) and picked {n} {fruit.s}
{a} picked {n} {fruit.s}, one after another
beat and
{b.name} picked {m} from the (lowest|lower) branches
{b.name} found {m} on the other side of the tree
{b.name} picked {m} from the tree next to it
beat maybe start
A (wasp|bee|blackbird) came to have a look, (but it soon flew away|but nobody was afraid)
A (cheeky|hungry) blackbird sat in the tree and (sang|watched)
beat say b to a
How many {fruit.s} do we have together, {a.name}?
{a.name}, let us count them. How many are there?
beat then
3: {a} laid all the {fruit.s} in a row (on the grass|on a bench) and counted (slowly|carefully|)
1: I laid all the {fruit.s} in a row (on the grass|on a bench) and counted (slowly|carefully|)
beat say a to b
{n} and {m} make {t}. We have {t} {fruit.s}
I have {n} and you have {m}. Together that makes {t}
beat maybe and
{c} was (pleased|delighted|very happy)
{c} clapped and could hardly believe it
beat maybe start
@tired a
@proud a
beat say c to a
Well done! Take {g} of them home for (a treat|your family)
Thank you for your hard work! {g} of them are for you to take home
beat so
{a} put {g} {fruit.s} into a (paper bag|cloth bag), and {k} were left for the market
{a} took {g} home, and the other {k} went into the {basket} for the market
beat maybe start
In the evening the {g} {fruit.s} (were made|were turned) into {treat.a}, and it was (delicious|very good)
At home everyone had a piece of fruit after supper

ask how-many t
? How many {fruit.s} did {a.name} and {b.name} pick together
? {a.name} picked {n} {fruit.s} and {b.name} picked {m}. How many were there altogether
! They picked {t} {fruit.s} together, because {n} and {m} make {t}
! {n} and {m} make {t}, so there were {t} {fruit.s}
ask how-many k
? How many {fruit.s} were left when {a.name} had taken {g} of the {t}
? There were {t} {fruit.s} and {a.name} took {g} of them. How many were left
! {t} (take away {g} leaves|minus {g} is) {k}, so {k} {fruit.s} were left
! {k} {fruit.s} were left, because {t} minus {g} is {k}
ask who b
? Who (picked fruit together with|helped in the orchard together with) {a.name}
! {b.name} did
! It was {b.name}
ask why
? Why did {c.name} need help
? Why was {c.name} glad of help
! {c.name} needed help because {why}
! It was because {why}
ask where
? Where did {a.name} go
? Where did {a.name} and {b.name} work
! {a.name} and {b.name} were in the orchard
